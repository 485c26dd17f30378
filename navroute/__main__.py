"""``python -m navroute``."""

from navroute.cli.main import main

if __name__ == "__main__":
    main()
