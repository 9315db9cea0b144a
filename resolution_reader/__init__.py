"""Reads resolutions: a document and a directory of known bodies to an outline with its doubts. No Django in it.

    from resolution_reader import draft_outline, general_directory, to_json
    outline = draft_outline(data, "docx", general_directory())

Everything public is named here, in `resolution_reader.language` (Russian) and in `resolution_reader.cage` (a module run
as a limited child); the rest may change with any version. A name's module is loaded when the name is first asked for:
a child that reads one document must not wait for what its reader does not need.
"""

from typing import TYPE_CHECKING

from resolution_reader.doors import door

if TYPE_CHECKING:
    from resolution_reader.addressees.bodies import guess_kind as guess_kind
    from resolution_reader.addressees.directory import Directory as Directory
    from resolution_reader.addressees.directory import DirectoryFormatError as DirectoryFormatError
    from resolution_reader.addressees.directory import KnownBody as KnownBody
    from resolution_reader.addressees.directory import general_directory as general_directory
    from resolution_reader.addressees.directory import known_bodies as known_bodies
    from resolution_reader.addressees.recogniser import addressees_in as addressees_in
    from resolution_reader.ahead import work_ahead as work_ahead
    from resolution_reader.as_adopted import adopted_text as adopted_text
    from resolution_reader.doubts.faults_of_names import OF_SPELLING as OF_SPELLING
    from resolution_reader.doubts.faults_of_names import fault_of_name as fault_of_name
    from resolution_reader.doubts.finding import Finding as Finding
    from resolution_reader.doubts.of_outline import findings_in as findings_in
    from resolution_reader.doubts.of_outline import regions_of_place as regions_of_place
    from resolution_reader.files import document_at as document_at
    from resolution_reader.files import documents_in as documents_in
    from resolution_reader.gazetteer.regions import coordinates_of as coordinates_of
    from resolution_reader.gazetteer.regions import regions_of as regions_of
    from resolution_reader.gazetteer.regions import without_region as without_region
    from resolution_reader.outline import OUTLINE_FORMAT as OUTLINE_FORMAT
    from resolution_reader.outline import Act as Act
    from resolution_reader.outline import Adopted as Adopted
    from resolution_reader.outline import DaysFrom as DaysFrom
    from resolution_reader.outline import Deadline as Deadline
    from resolution_reader.outline import Group as Group
    from resolution_reader.outline import Line as Line
    from resolution_reader.outline import Mention as Mention
    from resolution_reader.outline import Other as Other
    from resolution_reader.outline import Outline as Outline
    from resolution_reader.outline import OutlineFormatError as OutlineFormatError
    from resolution_reader.outline import Part as Part
    from resolution_reader.outline import Problem as Problem
    from resolution_reader.outline import Recommendation as Recommendation
    from resolution_reader.outline import Remark as Remark
    from resolution_reader.outline import Role as Role
    from resolution_reader.outline import Section as Section
    from resolution_reader.outline import Shown as Shown
    from resolution_reader.outline import Span as Span
    from resolution_reader.outline import in_order as in_order
    from resolution_reader.outline import spans as spans
    from resolution_reader.outline_json import from_json as from_json
    from resolution_reader.outline_json import to_json as to_json
    from resolution_reader.pipeline import draft_outline as draft_outline
    from resolution_reader.pipeline import read_outline as read_outline
    from resolution_reader.problems import PROBLEMS as PROBLEMS
    from resolution_reader.problems import Level as Level
    from resolution_reader.readers import FORMATS as FORMATS
    from resolution_reader.readers import READERS as READERS
    from resolution_reader.readers import Reading as Reading
    from resolution_reader.readers import check_outside as check_outside
    from resolution_reader.readers import read as read
    from resolution_reader.readers import read_whole as read_whole
    from resolution_reader.readers.blocks import Block as Block
    from resolution_reader.readers.caged import REFUSALS as REFUSALS
    from resolution_reader.readers.caged import picture_of_page as picture_of_page
    from resolution_reader.readers.limits import MAX_BYTES as MAX_BYTES
    from resolution_reader.readers.limits import MAX_RECOMMENDATIONS as MAX_RECOMMENDATIONS
    from resolution_reader.readers.limits import NoPlaceFree as NoPlaceFree
    from resolution_reader.readers.limits import UnreadableDocument as UnreadableDocument
    from resolution_reader.structure.acts import act_of as act_of
    from resolution_reader.structure.headings import heading_title as heading_title
    from resolution_reader.structure.how_often import repeats as repeats
    from resolution_reader.structure.numbering import Label as Label
    from resolution_reader.structure.numbering import label_continues as label_continues
    from resolution_reader.structure.numbering import parse_label as parse_label
    from resolution_reader.structure.numbering import split_label as split_label
    from resolution_reader.structure.terms import deadline as deadline
    from resolution_reader.themes.proposing import ThemeProposal as ThemeProposal
    from resolution_reader.themes.proposing import propose_themes as propose_themes
    from resolution_reader.titles import in_sentence_case as in_sentence_case

__getattr__ = door(
    __name__,
    {
        "outline": (
            "Act Adopted DaysFrom Deadline Group Line Mention OUTLINE_FORMAT Other Outline OutlineFormatError Part"
            " Problem Recommendation Remark Role Section Shown Span in_order spans"
        ),
        "ahead": "work_ahead",
        "as_adopted": "adopted_text",
        "outline_json": "from_json to_json",
        "pipeline": "draft_outline read_outline",
        "problems": "Level PROBLEMS",
        "doubts.faults_of_names": "OF_SPELLING fault_of_name",
        "doubts.finding": "Finding",
        "doubts.of_outline": "findings_in regions_of_place",
        "gazetteer.regions": "coordinates_of regions_of without_region",
        "files": "document_at documents_in",
        "readers": "FORMATS READERS Reading check_outside read read_whole",
        "readers.blocks": "Block",
        "readers.caged": "REFUSALS picture_of_page",
        "readers.limits": "MAX_BYTES MAX_RECOMMENDATIONS NoPlaceFree UnreadableDocument",
        "addressees.directory": "Directory DirectoryFormatError KnownBody general_directory known_bodies",
        "addressees.bodies": "guess_kind",
        "addressees.recogniser": "addressees_in",
        "structure.acts": "act_of",
        "structure.headings": "heading_title",
        "structure.how_often": "repeats",
        "structure.terms": "deadline",
        "structure.numbering": "Label label_continues parse_label split_label",
        "themes.proposing": "ThemeProposal propose_themes",
        "titles": "in_sentence_case",
    },
)
