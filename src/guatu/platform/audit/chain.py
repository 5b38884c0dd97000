"""Writing to the audit chain, and proving that nobody rewrote it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from guatu.platform.audit.models import Entry

LOCK = 4_210_830


class ChainNeedsTransaction(RuntimeError):
    """An audit entry is written in the transaction of the act that it tells of, or not at all."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry whose hash does not follow from what stands before it."""

    number: int


def digest_of(entry: Entry) -> str:
    """The SHA-256 of an entry's content and its predecessor's hash, as 64 hex digits."""
    content = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.act,
        entry.subject,
        json.loads(json.dumps(entry.detail, cls=DjangoJSONEncoder)),
        entry.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    act: str,
    subject: str,
    *,
    actor: AbstractBaseUser | None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one entry; raises `ChainNeedsTransaction` outside an atomic block."""
    if not connection.in_atomic_block:
        raise ChainNeedsTransaction(act)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    number, previous = last or (0, "")
    plain = json.loads(json.dumps(dict(detail or {}), cls=DjangoJSONEncoder))
    entry = Entry(
        number=number + 1, at=at, act=act, subject=subject, detail=plain, previous=previous
    )
    entry.actor_id = actor.pk if actor is not None else None
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def first_break() -> Break | None:
    """Where the chain is broken, or None when every entry follows from the one before it."""
    previous, expected = "", 1
    for entry in Entry.objects.order_by("number").iterator():
        whole = entry.previous == previous and entry.number == expected
        if not whole or entry.digest != digest_of(entry):
            return Break(entry.number)
        previous, expected = entry.digest, expected + 1
    return None


def tip() -> dict[str, str | int]:
    """The number and hash of the newest entry, to be anchored outside."""
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    number, digest = last or (0, "")
    return {"number": number, "digest": digest}
