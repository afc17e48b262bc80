"""How the archive writes what Django formats by itself (``FORMAT_MODULE_PATH``)."""
