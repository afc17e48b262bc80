"""Times as everywhere in the archive: 24 hours, with the zone they are of; never “12:53 p.m.”."""

DATETIME_FORMAT = "j M Y, H:i e"
SHORT_DATETIME_FORMAT = "d/m/Y H:i e"
TIME_FORMAT = "H:i"
