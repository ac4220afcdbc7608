"""Files in a PDF: the XML of an electronic invoice (Factur-X, ZUGFeRD, XRechnung) is taken, nothing else."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from .rejection import Rejected

MAX_ATTACHED_BYTES: Final = 5_000_000
SHOWN_ROOTS: Final = frozenset({"html", "svg", "stylesheet", "transform", "xdp"})
"""What a browser or a reader would act upon."""
SHOWN_NAMESPACES: Final = frozenset(
    {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/XSL/Transform"}
)
"""A browser runs their elements wherever they stand."""


def require_harmless_attachment(stream: Any) -> None:
    """Raises Rejected unless it is plain XML: data, no page, no document type, nothing that refers elsewhere."""
    data = stream.read_bytes()
    if len(data) > MAX_ATTACHED_BYTES or not _is_plain_xml(data):
        raise Rejected("attachments")


def _is_plain_xml(data: bytes) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    if root.getroottree().docinfo.doctype or _holds_instruction(root):
        return False
    if any(etree.QName(part).namespace in SHOWN_NAMESPACES for part in root.iter("*")):
        return False
    return etree.QName(root).localname.lower() not in SHOWN_ROOTS


def _holds_instruction(root: Any) -> bool:
    """Tell whether anything says how to show it, as style sheets are named. Comments, as of who made it, do not."""
    beside = (*root.itersiblings(preceding=True), *root.itersiblings())
    return any(part.tag is etree.ProcessingInstruction for part in (*beside, *root.iter(etree.ProcessingInstruction)))
