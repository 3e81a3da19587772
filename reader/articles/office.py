"""What EPUB and DOCX share: XML inside a ZIP archive, parsed without network, entities or bombs."""

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from reader.articles.markup import refuse_entities
from reader.articles.source import Source
from reader.articles.unpacking import zip_member

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


def xml_of(source: Source, archive: ZipFile, name: str) -> "_Element | None":
    """The root of the XML member `name`, or None where there is no such member.

    Raises:
        QariError: ``document-damaged`` or ``xml-entities``.
    """
    from lxml import etree  # noqa: PLC0415 - only for documents

    data = zip_member(source, archive, name)
    if data is None:
        return None
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = _DECLARATION.sub("", data.decode(codec, "replace"))
    refuse_entities(text, source.name)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise source.error("document-damaged") from error
    if root is None:
        raise source.error("document-damaged")
    return root


def tag_of(element: "_Element") -> str:
    """The name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first_text(root: "_Element | None", tag: str) -> str | None:
    """The text of the first element called `tag`, whatever its namespace."""
    for element in root.iter() if root is not None else ():
        if tag_of(element) == tag and element.text and element.text.strip():
            return " ".join(element.text.split())
    return None


def joined(base: str, target: str) -> str:
    """The name of the member that `target` (an address in the member `base`) leads to."""
    path = posixpath.join(posixpath.dirname(base), unquote(target.partition("#")[0]))
    return posixpath.normpath(path)
