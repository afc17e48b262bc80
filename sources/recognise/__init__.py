from sources.recognise.candidate import RECOGNISER_VERSION, Candidate, KnownName, SearchRegion
from sources.recognise.find import find
from sources.recognise.gather import gather_across

__all__ = ["RECOGNISER_VERSION", "Candidate", "KnownName", "SearchRegion", "find", "gather_across"]
