"""Every command once, as somebody would type it. A new command needs one line here and is in every test that reads it.

`{folder}` is a copy of the data that the command may write to, `{typed}` is where it takes a text of somebody's own.
"""

COMMANDS: dict[str, str] = {
    "condition": "condition bunions --evidence",
    "joint": "joint knee",
    "why": "why flat-feet back",
    "ask": "ask 'my heel hurts in the morning'",
    "check": "check --zone heel-pad --no screen",
    "compare": "compare bunions gout",
    "plan": "plan bunions --ics {folder}/plan.ics",
    "map": "map heel-pad --svg {folder}/foot.svg",
    "handout": "handout bunions -o {folder}/bunions.html",
    "list": "list conditions",
    "find": "find numb",
    "help": "help plan",
    "config": "config",
    "schema": "schema condition",
    "mcp": "mcp",
    "kb validate": "kb validate {folder}",
    "kb info": "kb info {folder}",
    "kb format": "kb format {folder}",
    "kb diff": "kb diff {folder} {folder}",
    "kb evidence": "kb evidence flat-feet-to-back",
    "kb new": "kb new condition sore-spot -o {folder}/own.json",
}
# What no command is needed for.
BARE = ("--version", "--help", "condition --help")
# Where a command takes a text of somebody's own; one line each.
TYPED: tuple[str, ...] = (
    "{typed}",
    "--{typed}",
    "condition {typed}",
    "condition bunions --{typed}",
    "condition bunions --for {typed}",
    "condition bunions --color {typed}",
    "condition bunions --width {typed}",
    "joint {typed}",
    "why {typed} knee",
    "why bunions {typed}",
    "ask {typed}",
    "ask 'my heel hurts {typed}'",
    "check --zone {typed}",
    "check --zone heel-pad --yes {typed}",
    "check --zone heel-pad --no {typed}",
    "check --zone heel-pad --unsure {typed}",
    "list {typed}",
    "list conditions {typed}",
    "find {typed}",
    "help {typed}",
    "compare {typed} gout",
    "plan {typed}",
    "plan bunions --days {typed}",
    "plan bunions --start {typed}",
    "plan bunions --ics {typed}",
    "map {typed}",
    "map --svg {typed}",
    "handout {typed}",
    "handout bunions -o {typed}",
    "schema {typed}",
    "condition bunions --kb {typed}",
    "kb diff {typed} {typed}",
    "kb new condition {typed}",
    "kb evidence {typed}",
    "kb {typed}",
    "kb validate {typed}",
    "kb info {typed}",
    "kb format {typed}",
)
# What each command may do besides reading; all others write nothing at all.
MAY_WRITE: dict[str, str] = {
    "kb format": "{folder}",
    "kb new": "{folder}",
    "plan": "{folder}",
    "map": "{folder}",
    "handout": "{folder}",
}
