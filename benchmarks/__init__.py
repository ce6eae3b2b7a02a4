"""Speed, measured and never tested: `python -m benchmarks` measures this machine and writes PERFORMANCE.md."""
