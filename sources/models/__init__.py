"""The editorial tables, handed on: one concept a module."""

from sources.models.apart import Apart
from sources.models.article import Article, Contributor
from sources.models.changeset import Change, ChangeSet, Concern
from sources.models.claim import Claim, Relay
from sources.models.copymark import CopyMark, MarkedArticle
from sources.models.corpus import Corpus
from sources.models.date import Date
from sources.models.document import Document
from sources.models.edition import Edition
from sources.models.entity import Entity, Name, Organisation, Person, Place
from sources.models.examination import Examination, LogPosition
from sources.models.findings import Findings
from sources.models.fixity import FixityCheck
from sources.models.former_number import FormerNumber
from sources.models.mention import Mention
from sources.models.party import Party
from sources.models.passage import Passage, PassageRevision
from sources.models.publication import Publication
from sources.models.question import Question
from sources.models.quotation import Quotation
from sources.models.remark import Remark
from sources.models.restoration import Restoration
from sources.models.retired_id import RetiredId
from sources.models.signing import Passkey, RecoveryCode, SecondFactor, Tries
from sources.models.site import Site, SitePage
from sources.models.topic import TaggedPassage, Topic
from sources.models.user import User
from sources.models.withholding import Withholding

__all__ = [
    "Apart",
    "Article",
    "Change",
    "ChangeSet",
    "Claim",
    "Concern",
    "Contributor",
    "CopyMark",
    "Corpus",
    "Date",
    "Document",
    "Edition",
    "Entity",
    "Examination",
    "Findings",
    "FixityCheck",
    "FormerNumber",
    "LogPosition",
    "MarkedArticle",
    "Mention",
    "Name",
    "Organisation",
    "Party",
    "Passage",
    "PassageRevision",
    "Passkey",
    "Person",
    "Place",
    "Publication",
    "Question",
    "Quotation",
    "RecoveryCode",
    "Relay",
    "Remark",
    "Restoration",
    "RetiredId",
    "SecondFactor",
    "Site",
    "SitePage",
    "TaggedPassage",
    "Topic",
    "Tries",
    "User",
    "Withholding",
]
