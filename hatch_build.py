"""Build hook: checks the data, and writes what is derived from it, before a wheel, an sdist or an editable install.

Neither is committed: a changed record is a small diff, and two curators never collide in a file that a command makes.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `data/checked.json` and `data/derived/`. A fault of the data ends the build, and is named."""
        sys.path.insert(0, self.root)
        from footadvice.knowledge.curation.curate import format_path

        changed, faults = format_path(Path(self.root) / "data")
        if errors := [str(fault) for fault in faults if fault.severity == "error"]:
            raise SystemExit("\n".join(["The data has faults:", *errors]))
        self.app.display_info(f"data: {len(changed)} files written")
