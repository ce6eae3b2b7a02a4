"""Answer a box of messages in Parquet over a Dask cluster: how urgent each is, and the ids of what it may be.

    pip install "footadvice[examples]"
    python examples/message_box.py messages/ answers/ --workers 2

Each partition of the input, with the columns `id` and `text`, becomes one of the output, with the columns of
`COLUMNS` and in the same order. The text itself is not written. With `--scheduler tcp://...` the work goes to a cluster
that is there already; footadvice must be installed on each of its machines, in the same version.
"""

import argparse

import pandas as pd
from dask import dataframe
from dask.dataframe.utils import make_meta
from distributed import Client, LocalCluster, get_worker

from footadvice import Advisor, FootAdviceError

COLUMNS = ("id", "level", "in_scope", "red_flags", "conditions", "error")
_TYPES = {"in_scope": "boolean"}  # it has no value where the text could not be read


def advisor() -> Advisor:
    """That of this worker: it reads the knowledge once, and is not sent over the wire."""
    worker = get_worker()
    if not hasattr(worker, "advisor"):
        worker.advisor = Advisor()
    return worker.advisor


def answer(text: object) -> dict[str, object]:
    """The columns of one message; ids have spaces between them. An unreadable text has an error alone."""
    try:
        found = advisor().ask(text if isinstance(text, str) else "")
    except FootAdviceError as error:
        return {"error": error.message}
    return {
        "level": found.urgency.level,
        "in_scope": found.in_scope,
        "red_flags": " ".join(flag.id for flag in found.urgency.red_flags),
        "conditions": " ".join(one.id for one in found.conditions),
    }


def answered(messages: pd.DataFrame) -> pd.DataFrame:
    """A partition of messages, answered."""
    found = pd.DataFrame([answer(text) for text in messages["text"]], columns=COLUMNS[1:], index=messages.index)
    found.insert(0, "id", messages["id"])
    return found.astype({name: _TYPES.get(name, "string") for name in COLUMNS[1:]})


def run(source: str, target: str, client: Client) -> None:
    """Read Parquet from `source`, answer it on the cluster of `client`, and write it to `target`."""
    # Else files that are small are joined, and fewer workers have something to do.
    messages = dataframe.read_parquet(source, columns=["id", "text"], split_row_groups=True)
    done = messages.map_partitions(answered, meta=answered(make_meta(messages)))
    client.compute(done.to_parquet(target, write_index=False, compute=False)).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="a Parquet file, or a folder of them")
    parser.add_argument("target", help="a folder for the answers")
    parser.add_argument("--workers", type=int, default=2, help="processes on this machine")
    parser.add_argument("--scheduler", help="the address of a cluster that is there already")
    given = parser.parse_args()
    if given.scheduler:
        with Client(given.scheduler) as client:
            run(given.source, given.target, client)
        return
    # One thread a process: the work is Python, so more would wait for each other.
    here = {"n_workers": given.workers, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**here) as cluster, Client(cluster) as client:
        run(given.source, given.target, client)


if __name__ == "__main__":
    main()
