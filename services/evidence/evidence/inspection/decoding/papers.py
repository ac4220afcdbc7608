"""PDF, looked into as parsed objects: what acts is refused, what only shows is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf

from .attachments import require_harmless_attachment
from .rejection import Rejected

MAX_PAGES: Final = 1_000
MAX_OBJECTS: Final = 300_000
MAX_DEPTH: Final = 200
END_MARKER: Final = b"%%EOF"
END_SEARCH_BYTES: Final = 1_024
PAGE_PATTERN: Final = re.compile(rb"<(html|script|svg|iframe|body)[\s>/]|<\?php\s|<!doctype\s|#!", re.IGNORECASE)
RUNNING_ACTIONS: Final = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute", "/Movie", "/Sound",
    "/GoToE",
})  # fmt: skip
"""Actions that run, send, load or play something, whoever triggers them."""
VIEW_ACTIONS: Final = frozenset({"/GoTo", "/Named", "/SetOCGState", "/Trans", "/Thread", "/Hide", "/ResetForm"})
"""What may happen by itself, when a paper is opened or a page is turned."""
RUNNING_KEYS: Final = frozenset({"/JavaScript", "/Launch", "/XFA"})
"""Where scripts are listed by name, and forms that are programs."""
PLAYING_KINDS: Final = frozenset({"/RichMedia", "/Movie", "/Screen", "/3D", "/Sound", "/PS"})
"""Kinds of annotations and objects that play or run."""
CUT_END: Final = re.compile(rb"startxref\s+\d+\s*(?:%|%%|%%E|%%EO)?\Z")
"""Where the table lies is told, and only the marker behind it is missing: nothing that counts was cut off."""
REAL_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
"""A marker alone may stand behind anything."""
RAW_NAMES: Final = re.compile(rb"/(JavaScript|Launch|SubmitForm|ImportData|RichMedia|Rendition)(?![A-Za-z0-9])")
ESCAPE_PATTERN: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
RAW_WINDOW_BYTES: Final = 1 << 20


def examine_pdf(file: Path, before: bytes, tail: bytes) -> str:
    """Raises Rejected."""
    ends = [end.end() for end in REAL_END.finditer(tail)] or [max(tail.rfind(END_MARKER), 0)]
    if PAGE_PATTERN.search(before) or PAGE_PATTERN.search(tail, ends[-1]):
        raise Rejected("polyglot")
    end = tail.rstrip(b"\0\t\r\n ")[-END_SEARCH_BYTES:]
    if END_MARKER not in end and CUT_END.search(end) is None:
        raise Rejected("damaged")
    try:
        with pikepdf.open(file, suppress_warnings=True, access_mode=pikepdf.AccessMode.mmap) as paper:
            _examine_objects(paper)
            _require_few_pages(paper)
            if paper.get_warnings():
                _refuse_raw_names(file)
    except Rejected:
        raise
    except pikepdf.PasswordError:
        raise Rejected("encrypted") from None
    except MemoryError:
        raise Rejected("too_complex") from None
    except Exception:  # whatever a parser raises on broken input
        raise Rejected("damaged") from None
    _require_shown(file)
    return "application/pdf"


def _require_few_pages(paper: pikepdf.Pdf) -> None:
    pages = len(paper.pages)
    if not pages:
        raise Rejected("damaged")
    if pages > MAX_PAGES:
        raise Rejected("too_many_pages")


def _require_shown(file: Path) -> None:
    """What shows it later is another parser: it has to see pages, and no script either."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            pages, scripts = len(document), pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document)
    except pypdfium2.PdfiumError as error:
        raise Rejected("encrypted" if "password" in str(error) else "damaged") from None
    except Exception:
        raise Rejected("damaged") from None
    if not pages:
        raise Rejected("damaged")
    if scripts > 0:
        raise Rejected("active_content")


def _examine_objects(paper: pikepdf.Pdf) -> None:
    """Look at every object that there is, whether a page leads to it or not."""
    objects = paper.objects
    if len(objects) > MAX_OBJECTS:
        raise Rejected("too_complex")
    _examine_parts(paper.trailer)
    for number in range(len(objects)):
        _examine_parts(objects[number])


def _examine_parts(whole: Any) -> None:
    """Look at an object and all that is written in it; what it refers to is an object of its own."""
    waiting = [(whole, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise Rejected("too_complex")
        if isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
            _examine_dictionary(part)
        waiting.extend((child, depth + 1) for child in _list_direct_children(part))


def _list_direct_children(part: Any) -> Iterator[Any]:
    if isinstance(part, pikepdf.Array):
        children: Any = part
    elif isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
        children = (value for _, value in part.items())
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield child


def _examine_dictionary(part: Any) -> None:
    keys = part.keys()
    if "/S" in keys and _name_of(part.get("/S")) in RUNNING_ACTIONS:
        raise Rejected("active_content")
    if any(not _lists_nothing(part.get(key)) for key in RUNNING_KEYS.intersection(keys)):
        raise Rejected("active_content")
    if "/Subtype" in keys and _name_of(part.get("/Subtype")) in PLAYING_KINDS:
        raise Rejected("active_content")
    if "/OpenAction" in keys:
        _require_view_only(part.get("/OpenAction"))
    if "/AA" in keys:
        _require_triggers_view_only(part.get("/AA"))
    if "/EmbeddedFiles" in keys:
        _require_name_tree(part.get("/EmbeddedFiles"))
    if "/RF" in keys:
        raise Rejected("attachments")  # files that belong to a file: nobody's paper has them
    if "/EF" in keys:
        _require_harmless_files(part.get("/EF"))
    if isinstance(part, pikepdf.Stream) and ("/F" in keys or "/Ref" in keys):
        raise Rejected("external_content")  # its bytes lie in another file


def _name_of(value: Any) -> str | None:
    return str(value) if isinstance(value, pikepdf.Name) else None


def _require_view_only(action: Any) -> None:
    """A place to open at, or an action that only sets the view, and so each that follows it, however far."""
    if isinstance(action, pikepdf.Dictionary) and "/S" not in action and "/D" in action:
        return
    waiting, looked_at = [action], 0
    while waiting:
        if (looked_at := looked_at + 1) > MAX_DEPTH:
            raise Rejected("too_complex")
        following = waiting.pop()
        if not isinstance(following, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if _name_of(following.get("/S")) not in VIEW_ACTIONS:
            raise Rejected("active_content")
        after = following.get("/Next")
        waiting += list(after) if isinstance(after, pikepdf.Array) else [after]


def _require_triggers_view_only(triggers: Any) -> None:
    if isinstance(triggers, pikepdf.Dictionary):
        for action in triggers.as_dict().values():
            _require_view_only(action)


def _lists_nothing(tree: Any) -> bool:
    """Tell whether it is a list by name in which nothing is left: editors that take scripts or files out leave it."""
    if not isinstance(tree, pikepdf.Dictionary) or not {"/Names", "/Kids"}.issuperset(tree.keys()):
        return False
    return all(isinstance(listed, pikepdf.Array) and not len(listed) for listed in tree.as_dict().values())


def _require_name_tree(tree: Any) -> None:
    if _lists_nothing(tree):
        return
    if not isinstance(tree, pikepdf.Dictionary) or ("/Names" not in tree and "/Kids" not in tree):
        raise Rejected("attachments")


def _require_harmless_files(files: Any) -> None:
    if not isinstance(files, pikepdf.Dictionary):
        return
    for stream in files.as_dict().values():
        if isinstance(stream, pikepdf.Stream):
            require_harmless_attachment(stream)


def _refuse_raw_names(file: Path) -> None:
    """Where the structure is broken, readers repair it each in their own way: then no name of an action may be there
    at all."""
    before = b""
    with file.open("rb") as opened:
        while block := opened.read(RAW_WINDOW_BYTES):
            window = before + block
            if RAW_NAMES.search(ESCAPE_PATTERN.sub(lambda escaped: bytes([int(escaped[1], 16)]), window)):
                raise Rejected("active_content")
            before = block[-64:]
