"""Files that people have: what their phones, cameras, offices and messengers write (DOR-W17, W18, W19, W21)."""

from __future__ import annotations

import asyncio
import io
import random
import zlib
from pathlib import Path

import av
import pikepdf
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from pillow_heif import register_heif_opener

from common.confinement.fair_queue import QueueLane
from evidence.inspection.decoding.fingerprints import compute_fingerprint
from evidence.inspection.decoding.images import MAX_DEEP_PIXELS, MAX_MOVING_PIXELS, MAX_PIXELS
from evidence.inspection.decoding.kinds import examine_file
from evidence.inspection.decoding.previews import make_preview
from evidence.inspection.decoding.rejection import Rejected
from evidence.inspection.media_type import detect_media_type, render_preview
from evidence.inspection.model import REJECTION_TEXTS, ContentRejected
from evidence.testing import a_film, a_pdf, a_sound, an_image


@pytest.fixture
def kept(tmp_path: Path):
    def kept(content: bytes) -> Path:
        file = tmp_path / "file"
        file.write_bytes(content)
        return file

    return kept


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def noise(size: tuple[int, int] = (160, 120)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


def a_gif() -> bytes:
    return saved(noise().convert("P"), "GIF", save_all=True, append_images=[noise().convert("P")])


def about(text: str) -> PngInfo:
    info = PngInfo()
    info.add_text("Source", text)
    return info


def blank(colour: int) -> Image.Image:
    return Image.new("P", (5_000, 5_000), colour)


PICTURES = {
    "two pictures of an HDR phone": (
        lambda: saved(noise(), "MPO", save_all=True, append_images=[noise()]), "image/jpeg",
    ),
    "comment that mentions markup": (
        lambda: saved(noise(), "JPEG", comment=b"Edited with <body > tool; <script> and <!DOCTYPE x"), "image/jpeg",
    ),
    "comment that mentions a paper": (lambda: saved(noise(), "JPEG", comment=b"Scanned to %PDF-1.7"), "image/jpeg"),
    "metadata that mention a paper": (lambda: saved(noise(), "PNG", pnginfo=about("%PDF-1.4")), "image/png"),
    "png with a line's end behind it": (lambda: an_image() + b"\r\n", "image/png"),
    "gif without its trailer": (lambda: a_gif()[:-1], "image/gif"),
    "gif of two pictures": (a_gif, "image/gif"),
    "avif": (lambda: saved(noise(), "AVIF"), "image/avif"),
    "more than 50 megapixels": (lambda: saved(Image.new("RGB", (8_192, 6_144), "teal"), "JPEG"), "image/jpeg"),
    "a panorama": (lambda: saved(Image.new("L", (16_000, 3_900), 90), "JPEG"), "image/jpeg"),
    "a sensor of 200 megapixels": (lambda: saved(Image.new("L", (16_320, 12_240), 90), "JPEG"), "image/jpeg"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PICTURES))
def test_dor_w17_w21_pictures_of_phones_and_cameras_are_taken(kept, name: str) -> None:
    make, media_type = PICTURES[name]
    content = make()

    assert examine_file(kept(content)) == media_type


REFUSED_PICTURES = {
    "png": (lambda: an_image() + b"\n<!-- -->hello", "more_behind_picture"),
    "page behind a jpeg": (lambda: an_image("JPEG") + b"<html><script>alert(1)</script></html>", "polyglot"),
    "paper behind a jpeg": (lambda: an_image("JPEG") + a_pdf(), "polyglot"),
    "paper in a comment": (lambda: saved(noise(), "JPEG", comment=a_pdf()), "polyglot"),
    "paper with objects far from its header": (
        lambda: saved(noise(), "JPEG", comment=b"%PDF-1.4") + bytes(1 << 20) + a_pdf()[9:] + bytes(66_000), "polyglot",
    ),
    "paper with an object far apart": (
        lambda: saved(noise(), "JPEG", comment=b"%PDF-1.4 1          0          obj <<>>"), "polyglot",
    ),
    "paper with remarks in an object": (
        lambda: saved(noise(), "JPEG", comment=b"%PDF-1.4\n1%x\n0%x\nobj\n<<>>"), "polyglot",
    ),
    "gif and a page": (lambda: a_gif() + b"hello", "more_behind_picture"),
    "progressive and huge": (
        lambda: saved(Image.new("RGB", (6_000, 6_000)), "JPEG", progressive=True, subsampling=0), "too_many_pixels",
    ),
    "webp that takes 700 MB": (lambda: saved(Image.new("RGB", (6_000, 4_000)), "WEBP"), "too_many_pixels"),
    "gif that takes memory for each picture": (
        lambda: saved(blank(0), "GIF", save_all=True, append_images=[blank(1)]), "too_many_pixels",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED_PICTURES))
def test_dor_w17_what_is_no_picture_or_too_much_is_refused_by_its_reason(kept, name: str) -> None:
    make, why = REFUSED_PICTURES[name]
    content = make()

    with pytest.raises(Rejected) as rejection:
        examine_file(kept(content))

    assert rejection.value.why == why


def a_paper(catalog: str = "", *objects: str, **options: object) -> bytes:
    """A PDF whose catalog has more in it, and that has further objects, to which no page leads."""
    paper = pikepdf.new()
    paper.add_blank_page(page_size=(200, 200))
    hidden = [paper.make_indirect(pikepdf.Object.parse(text.encode())) for text in objects]
    if hidden:
        paper.Root.Hidden = pikepdf.Array(hidden)
    if catalog:
        for key, value in pikepdf.Object.parse(f"<<{catalog}>>".encode()).items():
            paper.Root[key] = value
    buffer = io.BytesIO()
    paper.save(buffer, **options)
    return buffer.getvalue()


def with_attachment(name: str, data: bytes) -> bytes:
    paper = pikepdf.open(io.BytesIO(a_paper()))
    paper.attachments[name] = data
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def with_random_picture() -> bytes:
    """A scan whose compressed bytes happen to spell `/JS` and `/AA`."""
    data = bytearray(random.Random(101).randbytes(1_000_000))
    data[1_000:1_004], data[2_000:2_004] = b"/JS ", b"/AA "
    paper = pikepdf.open(io.BytesIO(a_paper()))
    paper.pages[0].Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            Scan=pikepdf.Stream(
                paper, bytes(data), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1000, Height=1000,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )
        )
    )  # fmt: skip
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


INVOICE = (
    b'<?xml version="1.0"?><rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact"><a/></rsm:CrossIndustryInvoice>'
)
OWNER_ONLY = pikepdf.Encryption(owner="secret", user="")
PAPERS = {
    "names by chance in a scan": with_random_picture(),
    "opens at a page": a_paper("/OpenAction [0 /FitH null]"),
    "opens by an action that sets the view": a_paper("/OpenAction <</Type/Action /S/GoTo /D[0 /Fit]>>"),
    "prints when it is opened": a_paper("/OpenAction <</S/Named /N/Print>>"),
    "no actions of its own": a_paper("/AA <<>>"),
    "scripts and files taken out": a_paper("/Names <</JavaScript <</Names[]>> /EmbeddedFiles <<>> >>"),
    "a link": a_paper("/X <</Type/Annot /Subtype/Link /A <</S/URI /URI(https://example.org)>> >>"),
    "a line's end before it": b"\n" + a_paper(),
    "a printer's command before it": b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n" + a_paper(),
    "what a server left behind it": a_paper() + b"\n<!-- cached --></body></html>\n",
    "nothing behind it but padding": a_paper() + b"\0" * 4_096,
    "an owner's password": a_paper(encryption=OWNER_ONLY),
    "an electronic invoice": with_attachment("factur-x.xml", INVOICE),
    "an electronic invoice that says who made it": with_attachment(
        "a.xml", b"\xef\xbb\xbf" + INVOICE.replace(b"?>", b"?><!-- by a till -->")
    ),
    "all but the marker of its end": a_paper().rpartition(b"%%EOF")[0],
    "all but its last letter": a_paper().rstrip()[:-1],
    "objects in streams": a_paper(object_stream_mode=pikepdf.ObjectStreamMode.generate),
}


@pytest.mark.parametrize("name", list(PAPERS))
def test_dor_w18_papers_that_only_show_are_taken(kept, name: str) -> None:
    assert examine_file(kept(PAPERS[name])) == "application/pdf"


IN_STREAMS = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
SCRIPT = "<</S/JavaScript /JS(app.alert\\(1\\))>>"
REFUSED_PAPERS = {
    "script when opened": (a_paper(f"/OpenAction {SCRIPT}"), "active_content"),
    "script in a compressed object": (a_paper("", SCRIPT, **IN_STREAMS), "active_content"),
    "script behind a view": (a_paper(f"/OpenAction <</S/GoTo /D[0 /Fit] /Next {SCRIPT}>>"), "active_content"),
    "script by an escaped name": (
        a_paper("/OpenAction <</S/J#61vaScript /JS(x)>>"), "active_content",
    ),
    "script by a name that is listed deeper": (
        a_paper("/Names <</JavaScript <</Kids[<</Names[(a) " + SCRIPT + "]>>]>> >>"), "active_content",
    ),
    "script in a list that is none": (a_paper("/Names <</JavaScript <</X 1>> >>"), "active_content"),
    "script in a field": (a_paper("/AcroForm <</Fields[<</AA <</K " + SCRIPT + ">> >>]>>"), "active_content"),
    "script that no page leads to": (a_paper("", SCRIPT), "active_content"),
    "a page behind two views": (
        a_paper("/OpenAction <</S/GoTo /D[0 /Fit] /Next <</S/Named /N/NextPage /Next <</S/URI /URI(http://x/)>> >> >>"),
        "active_content",
    ),
    "loads a page when opened": (a_paper("/OpenAction <</S/URI /URI(http://127.0.0.1/)>>"), "active_content"),
    "opens another file when opened": (a_paper("/OpenAction <</S/GoToR /F(\\\\\\\\host\\\\x.pdf)>>"), "active_content"),
    "calls home when a page is closed": (a_paper("/AA <</WC <</S/URI /URI(http://127.0.0.1/)>> >>"), "active_content"),
    "launches": (a_paper("", "<</S/Launch /F(calc.exe)>>"), "active_content"),
    "sends a form": (a_paper("", "<</S/SubmitForm /F(http://127.0.0.1/)>>"), "active_content"),
    "a form that is a program": (a_paper("/AcroForm <</XFA[(a) (b)]>>"), "active_content"),
    "a film in it": (a_paper("", "<</Type/Annot /Subtype/RichMedia>>"), "active_content"),
    "a program attached": (with_attachment("invoice.exe", b"MZ\x90\0"), "attachments"),
    "a page attached": (with_attachment("a.xml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"), "attachments"),
    "a script within an invoice": (
        with_attachment("a.xml", b"<i><s:script xmlns:s='http://www.w3.org/1999/xhtml'>x()</s:script></i>"),
        "attachments",
    ),
    "a style sheet within an invoice": (with_attachment("a.xml", b"<i><?xml-stylesheet href='x'?></i>"), "attachments"),
    "a style sheet before an invoice": (with_attachment("a.xml", b"<?xml-stylesheet href='x'?><i/>"), "attachments"),
    "a style sheet behind an invoice": (with_attachment("a.xml", b"<i/><?xml-stylesheet href='x'?>"), "attachments"),
    "a paper that was cut within its table": (a_paper().rpartition(b"startxref")[0], "damaged"),
    "files that belong to a file": (a_paper("", "<</Type/Filespec /F(a) /RF <</F []>> >>"), "attachments"),
    "a document type attached": (with_attachment("a.xml", b"<!DOCTYPE a SYSTEM 'http://x/'><a/>"), "attachments"),
    "a password to open it": (a_paper(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
    "a page behind it": (a_paper() + b"\n<html><script>alert(1)</script>", "polyglot"),
    "a page behind it, and a marker": (a_paper() + b"\n<html><script>alert(1)</script></html>\n%%EOF\n", "polyglot"),
    "a page before it": (b"<html><script>alert(1)</script>" + a_paper(), "polyglot"),
    "an unknown script where the structure is broken": (
        a_paper().replace(b"startxref", b"startxxxx") + b"99 0 obj <</S /JavaScript /JS(x)>> endobj\n%%EOF\n",
        "active_content",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED_PAPERS))
def test_dor_w18_papers_that_act_are_refused_by_their_reason(kept, name: str) -> None:
    content, why = REFUSED_PAPERS[name]

    with pytest.raises(Rejected) as rejection:
        examine_file(kept(content))

    assert rejection.value.why == why


TEXTS = {
    "utf-8": "Grüße, der Beleg\n".encode(),
    "utf-8 with a mark": "\ufeffGrüße".encode(),
    "utf-16": "Grüße, der Beleg\r\n".encode("utf-16"),
    "utf-32": "Grüße, der Beleg\r\n".encode("utf-32"),
    "utf-32, big end first": b"\0\0\xfe\xff" + "Grüße".encode("utf-32-be"),
    "utf-16, big end first": b"\xfe\xff" + "Grüße".encode("utf-16-be"),
    "utf-16 without a mark": "Gr\u00fc\u00dfe, der Beleg\r\n".encode("utf-16-le"),
    "utf-16 without a mark, big end first": "Gr\u00fc\u00dfe, der Beleg\r\n".encode("utf-16-be"),
    "japanese in utf-16 without a mark": "\u5546\u54c1\u304c\u5c4a\u304d\u307e\u305b\u3093\r\n".encode("utf-16-le"),
    "shift-jis": "\u3054\u6ce8\u6587\u306e\u5546\u54c1\u304c\u5c4a\u304d\u307e\u305b\u3093\r\n".encode("cp932"),
    "gb 18030": "\u6211\u6ca1\u6709\u6536\u5230\u5546\u54c1\r\n".encode("gb18030"),
    "dos": "Gr\u00fc\u00dfe, das ist sch\u00f6n\r\n".encode("cp850"),
    "windows in cyrillic": "\u0437\u0430\u043a\u0430\u0437 \u043d\u0435\r\n".encode("cp1251"),
    "windows-1252": "Gr\u00fc\u00dfe \u2013 5\u00a0\u20ac\n".encode("cp1252"),
    "an export with an IMEI": b"The phone with IMEI 490154203237518 never came.\n",
}


@pytest.mark.parametrize("name", list(TEXTS))
def test_dor_w19_w21_texts_as_people_have_them_are_taken(kept, name: str) -> None:
    assert examine_file(kept(TEXTS[name])) == "text/plain"


REFUSED_TEXTS = {
    "binary": (bytes(range(256)), "unknown_type"),
    "a program": (b"MZ\x90\0\x03" + b"\0" * 60 + b"This program cannot be run in DOS mode", "unknown_type"),
    "a log with colours": (b"\x1b[31mnot delivered\x1b[0m\n" * 9, "other_text"),
    "an e-mail's letters": ("\u5546\u54c1".encode("iso2022_jp"), "other_text"),
    "a text of DOS with its end": (b"never came\r\n\x1a", "other_text"),
    "a card in utf-16 without a mark": ("My card: 4111 1111 1111 1111".encode("utf-16-le"), "card_number"),
    "a card in shift-jis": (("\uff14" + "\uff11" * 15).encode("cp932") + b"\x81\x42", "card_number"),
    "a card in gb 18030": (("\u6211\u7684\u5361 \uff14" + "\uff11" * 15).encode("gb18030"), "card_number"),
    "two bytes for each letter, and none that there is": (b"\xff\xff\x41\0" * 40, "unknown_type"),
    "a page in utf-16 without a mark": ("hello\n<html><script>".encode("utf-16-le"), "markup"),
    "a page in utf-16": ("hello\n<html><script>".encode("utf-16"), "markup"),
    "a page in windows-1252": ("\u00fc <script>".encode("cp1252"), "markup"),
    "a page across two blocks": (b"x" * (1 << 18) + b"\n<script>", "markup"),
    "an e-mail with a page in it": (b"From: sam\nContent-Type: text/html\n\n<html><p>Hello</p></html>\n", "markup"),
    "a card far in": (b"line\n" * 100_000 + b"My card: 4111 1111 1111 1111\n", "card_number"),
    "a card in utf-32": ("My card: 4111 1111 1111 1111".encode("utf-32"), "card_number"),
    "a card in utf-16": ("My card: 4111 1111 1111 1111".encode("utf-16"), "card_number"),
}


@pytest.mark.parametrize("name", list(REFUSED_TEXTS))
def test_dor_w21_what_is_no_text_is_refused_by_its_reason(kept, name: str) -> None:
    content, why = REFUSED_TEXTS[name]

    with pytest.raises(Rejected) as rejection:
        examine_file(kept(content))

    assert rejection.value.why == why


def test_dor_w21_a_film_with_a_track_for_each_sensor_is_taken(kept) -> None:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        film = container.add_stream("libx264", rate=24)
        film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
        sensors = [container.add_data_stream("bin_data") for _ in range(9)]
        container.start_encoding()
        for number, sensor in enumerate(sensors):
            packet = av.Packet(b"12")
            packet.stream, packet.pts, packet.dts = sensor, number, number
            container.mux(packet)
        for _ in range(12):
            container.mux(film.encode(av.VideoFrame.from_image(Image.new("RGB", (64, 48), "red"))))
        container.mux(film.encode())

    with av.open(io.BytesIO(buffer.getvalue())) as container:
        assert len(container.streams) > 8
    assert examine_file(kept(buffer.getvalue())) == "video/mp4"


def test_dor_w17_a_comment_in_a_film_or_a_song_is_no_page(kept) -> None:
    film = a_film()
    assert examine_file(kept(film.replace(b"isom", b"isom", 1))) == "video/mp4"
    tag = b"TAG" + b"Made with <body > tool".ljust(125, b"\0")
    assert examine_file(kept(a_sound() + tag)) == "audio/mpeg"


FREE_PACKET = b"\x47\x1f\xff\x10".ljust(188, b"\xff")
OTHER_KINDS = {
    "an archive": (b"PK\x03\x04" + b"\0" * 40 + b"PK\x05\x06" + b"\0" * 18, "archive"),
    "an old office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "archive"),
    "a compressed file": (b"\x1f\x8b\x08" + b"\0" * 40, "archive"),
    "a scan as tiff": (saved(noise(), "TIFF"), "other_picture"),
    "a raw picture, as phones write it": (b"II*\0\x08\0\0\0" + b"\0" * 100, "other_picture"),
    "a raw picture of a camera": (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + b"\0" * 100, "other_picture"),
    "a bitmap": (saved(noise(), "BMP"), "other_picture"),
    "a picture as jpeg xl": (b"\xff\x0a" + b"\0" * 40, "other_picture"),
    "a dashboard camera's film": (b"RIFF\xff\0\0\0AVI LIST" + b"\0" * 100, "other_film"),
    "a screen recorder's film": (
        b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska" + b"\0" * 100, "other_film",
    ),
    "a camcorder's film": (b"".join(b"\0\0\0\0" + FREE_PACKET for _ in range(8)), "other_film"),
    "a recorded broadcast": (FREE_PACKET * 8, "other_film"),
    "a picture of a phone in another coding": (b"\0\0\0\x1cftypavci\0\0\0\0avcimif1miaf" + b"\0" * 99, "other_picture"),
    "an icon": (saved(noise(), "ICO"), "other_picture"),
    "a scan as jpeg 2000": (saved(noise(), "JPEG2000", no_jp2=True), "other_picture"),
    "a bitmap of unix": (saved(noise(), "PPM"), "other_picture"),
    "a folder of unix": (b"a.txt".ljust(257, b"\0") + b"ustar\x0000".ljust(255, b"\0"), "archive"),
    "an archive of facebook": (b"\x28\xb5\x2f\xfd" + b"\0" * 40, "archive"),
    "a cabinet": (b"MSCF\0\0\0\0" + b"\0" * 40, "archive"),
    "a long wave": (b"RF64\xff\xff\xff\xffWAVEds64" + b"\0" * 40, "other_sound"),
    "a film's sound": (b"\x0bw" + b"\0" * 99, "other_sound"),
    "a messenger's voice": (b"\x02#!SILK_V3" + b"\0" * 40, "other_sound"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(OTHER_KINDS))
def test_dor_w21_a_kind_that_is_not_taken_is_told_what_to_make_of_it(kept, name: str) -> None:
    content, why = OTHER_KINDS[name]

    with pytest.raises(Rejected) as rejection:
        examine_file(kept(content))

    assert rejection.value.why == why


@pytest.mark.parametrize(
    "said",
    [
        "MAC lipstick never came",
        "PK was who I spoke to",
        "BM 2 was sent",
        "II. was broken",
        "caffeine",
        "Get free shipping, they said",
        "The free one never came",
        "The wide one",
        "The moov of it",
        "Two mdat",
        "My. ftyp",
        "ID3 tags were lost",
        "OggS",
        "fLaC files were ordered",
        "GIF89a is what I got",
        "RIFF1234WEBP",
        "F\u00fcr free shipping",
    ],
)
def test_dor_w21_a_text_that_begins_like_another_kind_is_a_text(kept, said: str) -> None:
    file = kept(said.encode())

    assert examine_file(file) == "text/plain"
    with pytest.raises(Rejected, match="no_preview"):
        make_preview(file, "picture")


def test_dor_w21_the_limits_that_are_told_are_those_that_there_are() -> None:
    told = REJECTION_TEXTS["too_many_pixels"]
    for format, pixels in MAX_PIXELS.items():
        assert str(pixels // 1_000_000) in told, format
    assert str(MAX_DEEP_PIXELS // 1_000_000) in told
    assert str(MAX_MOVING_PIXELS // 1_000_000) in told


PHONE_FILMS = {
    "hevc": ("mov", "libx265", "yuv420p", "video/quicktime"),
    "hdr": ("mp4", "libx265", "yuv420p10le", "video/mp4"),
    "an old phone's": ("3gp", "h263", "yuv420p", "video/mp4"),
    "prores": ("mov", "prores_ks", "yuv422p10le", "video/quicktime"),
}


@pytest.mark.parametrize("name", list(PHONE_FILMS))
def test_dor_w17_films_as_phones_make_them_are_taken_and_shown(kept, name: str) -> None:
    """With pictures as they came: thirty a second, and none while nothing moved."""
    container_format, codec, pixels, media_type = PHONE_FILMS[name]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container_format) as container:
        film = container.add_stream(codec, rate=30)
        film.width, film.height, film.pix_fmt = 176, 144, pixels
        film.options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
        for number in (0, 1, 2, 9, 10, 30):
            frame = av.VideoFrame.from_image(Image.new("RGB", (176, 144), "teal")).reformat(format=pixels)
            frame.pts = number
            container.mux(film.encode(frame))
        container.mux(film.encode())
    content = buffer.getvalue()

    assert examine_file(kept(content)) == media_type
    assert shown(content, kept).size == (176, 144)


def test_dor_w21_a_film_in_an_old_coding_is_told_what_to_make_of_it(kept) -> None:
    with pytest.raises(Rejected) as rejection:
        examine_file(kept(a_film("mp4", "mpeg2video")))

    assert rejection.value.why == "other_coding"


def test_dor_w21_voices_as_phones_record_them_are_taken(kept) -> None:
    assert examine_file(kept(a_sound("adts", "aac"))) == "audio/aac"
    assert examine_file(kept(a_sound("caf", "alac"))) == "audio/x-caf"
    silence = bytes([0x3C]) + bytes(31)  # a frame of AMR at 12.2 kbit/s
    assert examine_file(kept(b"#!AMR\n" + silence * 50)) == "audio/amr"


WIDE_PRIMARIES = {
    b"rXYZ": (0.51512, 0.24120, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.15710, 0.06657, 0.78407),
}  # fmt: skip


def a_wide_profile() -> bytes:
    """As phones write it: sRGB with other primaries."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        name, place = bytes(profile[entry : entry + 4]), int.from_bytes(profile[entry + 4 : entry + 8], "big")
        if name in WIDE_PRIMARIES:
            numbers = (round(part * 65_536).to_bytes(4, "big", signed=True) for part in WIDE_PRIMARIES[name])
            profile[place + 8 : place + 20] = b"".join(numbers)
    return bytes(profile)


def shown(content: bytes, kept, variant: str = "") -> Image.Image:
    return Image.open(io.BytesIO(make_preview(kept(content), variant)))


def test_dor_w17_a_film_is_shown_as_the_phone_was_held(kept) -> None:
    """Phones film lying, and write down how they were turned."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        film = container.add_stream("libx264", rate=24)
        film.width, film.height, film.pix_fmt = 96, 64, "yuv420p"
        film.set_display_rotation(-90)
        lying = Image.new("RGB", (96, 64), "blue")
        lying.paste("red", (0, 0, 48, 64))
        for _ in range(12):
            container.mux(film.encode(av.VideoFrame.from_image(lying)))
        container.mux(film.encode())

    preview = shown(buffer.getvalue(), kept)

    assert preview.size == (64, 96)
    assert preview.getpixel((32, 8))[0] > 150, "what was left is above, turned clockwise"


def test_dor_w17_a_signature_without_a_background_is_seen(kept) -> None:
    drawn = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    drawn.paste((0, 0, 0, 255), (50, 40, 150, 60))

    preview = shown(saved(drawn, "PNG"), kept)

    assert preview.getpixel((5, 5)) > (240, 240, 240)
    assert preview.getpixel((100, 50)) < (20, 20, 20)


def test_dor_w17_a_scan_of_sixteen_bits_is_not_white(kept) -> None:
    scan = Image.new("I;16", (60, 40), 0x4000)

    assert abs(shown(saved(scan, "PNG"), kept).getpixel((30, 20))[0] - 0x40) < 4


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_dor_w17_colours_are_those_of_the_cameras_profile(kept, format: str) -> None:
    """A wide red of a phone is redder than the same numbers are without its profile."""
    register_heif_opener()
    picture = Image.new("RGB", (64, 48), (200, 80, 40))
    plain = shown(saved(picture, format), kept).getpixel((30, 20))

    seen = shown(saved(picture, format, icc_profile=a_wide_profile()), kept).getpixel((30, 20))

    assert seen[0] > plain[0] + 5


def test_dor_w17_a_profile_that_is_none_is_ignored(kept) -> None:
    picture = Image.new("RGB", (64, 48), (200, 80, 40))

    seen = shown(saved(picture, "PNG", icc_profile=b"\0" * 200), kept).getpixel((30, 20))

    assert abs(seen[0] - 200) < 4


async def test_dor_w17_w18_w21_what_decoders_need_is_there_within_their_walls(tmp_path: Path) -> None:
    """A confined process sees one file and its libraries: what else a decoder asks of the system fails there alone."""
    register_heif_opener()
    files = {
        "an owner's password": (PAPERS["an owner's password"], "application/pdf"),
        "avif": (saved(noise(), "AVIF"), "image/avif"),
        "heic": (saved(noise(), "HEIF"), "image/heic"),
        "a phone's film": (a_film("mov", "libx265"), "video/quicktime"),
        "a voice": (a_sound("adts", "aac"), "audio/aac"),
    }

    async def take(name: str, content: bytes) -> tuple[str, int]:
        file, lane = tmp_path / name, QueueLane(name, name)
        file.write_bytes(content)
        media_type = await detect_media_type(file, lane)
        return media_type, 0 if media_type.startswith("audio/") else len(await render_preview(file, "picture", lane))

    taken = await asyncio.gather(*(take(name, content) for name, (content, _) in files.items()))

    assert [media_type for media_type, _ in taken] == [media_type for _, media_type in files.values()]
    assert [size > 0 for _, size in taken] == [True, True, True, True, False]


def test_dor_w21_every_reason_says_what_to_do() -> None:
    for why, text in REJECTION_TEXTS.items():
        assert str(ContentRejected(why)).startswith(text)
        assert why == "malware" or any(
            word in text for word in ("Send", "send", "Save", "Print", "Split", "Cut", "Export", "Choose")
        )


def test_wal_a3_what_is_made_to_be_slow_is_ended_by_its_limits(kept) -> None:
    """24 MB of a word that a search once went over again and again; digits for a whole file."""
    with pytest.raises(Rejected):
        examine_file(kept(b"%PDF-1.7\n" + b"/ObjStm " * 1_000_000 + b"\n%%EOF\n"))
    assert examine_file(kept(b"4 1 " * 500_000)) == "text/plain"


def test_wal_a3_an_object_stream_that_unpacks_without_end_is_refused(kept) -> None:
    packed = zlib.compress(b"1 0 " + b"\0" * 30_000_000)
    length = str(len(packed)).encode()
    body = (
        b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + length + b">>stream\n"
        + packed + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip

    with pytest.raises(Rejected):
        examine_file(kept(body))


@pytest.mark.parametrize("said", ["0001:01:01 00:00:00", "9999:12:31 23:59:59"])
def test_dor_w24_a_clock_that_a_picture_had_wrong_is_no_instant(kept, said: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: said, 0x9011: "+14:00"})

    assert compute_fingerprint(kept(saved(noise(), "JPEG", exif=exif)))["taken_at"] is None


@pytest.mark.parametrize("rate", [8_000, 11_025, 12_000])
@pytest.mark.parametrize("is_named", [True, False])
def test_dor_w21_what_dictating_machines_write_is_taken(kept, rate: int, is_named: bool) -> None:
    """MPEG-2.5: a quarter of the samples, and often nothing before the first frame."""
    buffer = io.BytesIO()
    options = {} if is_named else {"id3v2_version": "0", "write_xing": "0"}
    with av.open(buffer, "w", format="mp3", options=options) as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        for number in range(20):
            samples = av.AudioFrame(format="s16p", layout="mono", samples=576)
            samples.sample_rate, samples.pts = rate, number * 576
            for plane in samples.planes:
                plane.update(bytes(plane.buffer_size))
            container.mux(stream.encode(samples))
        container.mux(stream.encode(None))

    assert buffer.getvalue().startswith(b"ID3") == is_named
    assert examine_file(kept(buffer.getvalue())) == "audio/mpeg"
