"""English, whichever it is."""
