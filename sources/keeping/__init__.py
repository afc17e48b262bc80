"""The archive as a whole, kept safe: backed up, brought back, rehearsed, held against its published head."""
