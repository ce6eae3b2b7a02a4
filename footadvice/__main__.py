"""python -m footadvice"""

from footadvice.cli import main

main()
