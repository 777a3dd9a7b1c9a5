"""MHTML: pages in mails."""

from __future__ import annotations

import base64
import quopri

from benchmarks.hostile.fill import PAGE, Attacks

HEAD = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
PART = b"--x\nContent-Type: text/html; charset=utf-8\n"


def twin() -> bytes:
    """A page in a mail, as a browser saves it."""
    return mail(PAGE.encode())


def mail(page: bytes, fields: bytes = b"", behind: bytes = b"") -> bytes:
    """A mail with one page, further fields in the header of its part, and more behind it."""
    field = b"Content-Transfer-Encoding: quoted-printable\n"
    return (
        HEAD + PART + field + fields + b"\n" + quopri.encodestring(page) + b"\n" + behind + b"--x--"
    )


def attacks(size: int) -> Attacks:
    """Mails of every kind."""
    page = PAGE.encode()
    return {
        "mail headers": lambda: b"A: b\n" * (size // 5) + b"MIME-Version: 1.0",
        "parts of a mail": lambda: HEAD + b"--x\nContent-Type: text/html\n\n<p>1\n" * (size // 34),
        "mail, signs in a boundary": lambda: (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x'
            + b";" * size
            + b'"\n\n'
        ),
        "mail, a boundary left open": lambda: _parameters(b'"x;', size),
        "mail, many parameters": lambda: _parameters(b"a=b;", size),
        "mail, numbered parameters": lambda: _parameters(b"a*1*=b;", size),
        "mail, quotes in parameters": lambda: _parameters(b'a="\\";";', size),
        "mail, parameters in each part": lambda: (
            HEAD + (PART[:-1] + b'; a="' + b";" * 400 + b'"\n\n<p>1\n') * min(4000, size // 500)
        ),
        "mail, signs in a disposition": lambda: mail(
            page, b"Content-Disposition: attachment; a=" + b'";' * (size // 2) + b"\n"
        ),
        "mail, one long field": lambda: mail(page, b"X: " + b"a" * size + b"\n"),
        "mail, folded fields": lambda: mail(page, b"X: a\n" + b" a\n" * (size // 3)),
        "mail, a long address": lambda: mail(
            page, b"Content-Location: data:," + b"a;" * (size // 2) + b"\n"
        ),
        "mail, parts in parts": lambda: _nested(300, size),
        "mail, a few parts in parts": lambda: _nested(5, size),
        "mail, mails in mails": lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=y\n\n--y\n"
            + b"Content-Type: message/rfc822\n\n" * (size // 31)
        ),
        "mail, a page of base64": lambda: (
            HEAD
            + PART
            + b"Content-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(page + b"<td>" * (size // 6))
            + b"\n--x--"
        ),
        "mail, equals signs": lambda: mail(page, behind=b"=" * size),
        "mail, unknown encodings": lambda: mail(page).replace(b"utf-8", b"zlib"),
        "mail, packed by uuencode": lambda: mail(page).replace(b"quoted-printable", b"x-uuencode"),
    }


def _parameters(filler: bytes, size: int) -> bytes:
    start = b"MIME-Version: 1.0\nContent-Type: multipart/related; "
    return start + filler * (size // len(filler)) + b' boundary="x"\n\n' + PART + b"\n<p>1"


def _nested(depth: int, size: int) -> bytes:
    """Parts in so many parts, and short lines in the innermost."""
    parts = (
        b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    start = b"MIME-Version: 1.0\n" + b"".join(parts) + b"Content-Type: text/html\n\n"
    return start + b"-\n" * min(390_000, size // 2)
