"""footadvice: a kind command-line foot-health advisor."""

__version__ = "1.0.0"
