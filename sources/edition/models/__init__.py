"""The read models of an edition, handed on."""

from sources.edition.models.account import Claim, Party, Question
from sources.edition.models.appearance import Appearance, Date, DateInCorpus, Together
from sources.edition.models.entity import Entity, EntityInCorpus, EntityName, NameKey
from sources.edition.models.frame import (
    Corpus,
    FormerAddress,
    Leaf,
    Manifest,
    Predecessor,
    Redirect,
    SitePage,
    Tombstone,
    Topic,
    TopicInCorpus,
)
from sources.edition.models.origin import Origin, OriginArticle, OriginInCorpus
from sources.edition.models.saying import Saying
from sources.edition.models.text import Article, Document, Passage, PassageTopic, Revision, Since

__all__ = [
    "Appearance",
    "Article",
    "Claim",
    "Corpus",
    "Date",
    "DateInCorpus",
    "Document",
    "Entity",
    "EntityInCorpus",
    "EntityName",
    "FormerAddress",
    "Leaf",
    "Manifest",
    "NameKey",
    "Origin",
    "OriginArticle",
    "OriginInCorpus",
    "Party",
    "Passage",
    "PassageTopic",
    "Predecessor",
    "Question",
    "Redirect",
    "Revision",
    "Saying",
    "Since",
    "SitePage",
    "Together",
    "Tombstone",
    "Topic",
    "TopicInCorpus",
]
