#!/bin/bash
# Expected: duckdb.sql(query).fetchall() and duckdb.execute(query).fetchall() give the same rows.
# Seen: where the query reads /dev/stdin and that is a pipe, sql() counts 0 lines and gives no error. execute() counts them all, and so do both when
# the input is a file.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1
printf '{"level": "urgent"}\n{"level": "none"}\n' > lines.jsonl
cat > try.py <<'PY'
import sys

import duckdb

way, source = sys.argv[1:]
print(getattr(duckdb, way)(f"select count(*) from read_json('{source}')").fetchall()[0][0])
PY
venv/bin/python -c 'import duckdb; print("duckdb", duckdb.__version__)'
seen=""
for way in sql execute; do
    pipe=$(cat lines.jsonl | venv/bin/python try.py $way /dev/stdin)
    file=$(venv/bin/python try.py $way lines.jsonl)
    echo "$way: $pipe lines of 2 from a pipe, $file from a file"
    seen="$seen $pipe $file"
done
[ "$seen" = " 0 2 2 2" ] && echo "as described" || { echo "CHANGED"; exit 1; }
