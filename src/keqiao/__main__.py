"""``python -m keqiao`` is the ``keqiao`` command."""

from keqiao.cli.main import main

if __name__ == "__main__":
    main()
