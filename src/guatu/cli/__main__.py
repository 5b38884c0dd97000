"""`python -m guatu.cli` is the `guatu` command."""

from guatu.cli.main import main

if __name__ == "__main__":
    main()
