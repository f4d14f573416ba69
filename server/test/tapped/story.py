"""What a program tells of itself, a JSON line each: the test sets it beside what the tap saw on the wire."""

import codecs
import json
import os
from typing import Any

PREVIEW = 256
TOPICS = {"subscribe": "channel", "psubscribe": "pattern", "ssubscribe": "shard"}
KINDS = {"message": "channel", "pmessage": "pattern", "smessage": "shard"}


def say(by: str, type: str, **fields: Any) -> None:
    """`by` names one connection. One write, so that lines of threads and processes stay whole."""
    os.write(1, (json.dumps({"by": by, "type": type, **fields}) + "\n").encode())


def raw(data: Any) -> bytes:
    return data if isinstance(data, bytes) else str(data).encode()


def text(data: Any) -> str:
    return raw(data).decode()


def payload(data: Any) -> dict[str, Any]:
    """As an event shows it: the beginning, as text or as redis-cli writes bytes."""
    whole = raw(data)
    head = whole[:PREVIEW]
    try:
        # A character that the cut goes through is left out.
        return {"message": head.decode(errors="strict" if len(whole) <= PREVIEW else "cut"), "size": len(whole)}
    except UnicodeDecodeError:
        shown = "".join(
            "\\\\" if byte == 92 else chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}" for byte in head
        )
        return {"message": shown, "size": len(whole), "binary": True}


def published(by: str, channel: Any, data: Any, receivers: int, kind: str = "channel") -> int:
    say(by, "published", kind=kind, channel=text(channel), receivers=receivers, **payload(data))
    return receivers


def publish(by: str, client: Any, channel: Any, data: Any) -> int:
    return published(by, channel, data, client.publish(channel, data))


def command(by: str, client: Any, *words: Any) -> Any:
    """Any other command, over the client."""
    name = str(words[0]).upper()
    try:
        reply = client.execute_command(*words)
    except Exception:
        say(by, "error", name=name)
        return None
    say(by, "command", name=name)
    return reply


def heard(by: str, message: dict[str, Any] | None) -> dict[str, Any] | None:
    """What redis-py made of a message or a confirmation."""
    if message is None:
        return None
    type, channel, data = message["type"], message["channel"], message["data"]
    if type in KINDS:
        pattern = {"pattern": text(message["pattern"])} if type == "pmessage" else {}
        say(by, "delivered", kind=KINDS[type], channel=text(channel), **pattern, **payload(data))
    elif type.endswith("subscribe") and channel is not None:
        kind = TOPICS[type.replace("unsub", "sub")]
        done = "unsubscribed" if "unsub" in type else "subscribed"
        say(by, done, kind=kind, channel=text(channel), count=data)
    return message


def hear(by: str, pubsub: Any, count: int) -> None:
    """Hears so many messages and confirmations."""
    for _ in range(count):
        while heard(by, pubsub.get_message(timeout=5)) is None:
            pass


def subscriber(by: str, client: Any, *channels: Any) -> Any:
    """A new subscription, confirmed."""
    pubsub = client.pubsub()
    # A client that is forgotten takes its subscriptions along.
    pubsub.kept = client
    pubsub.subscribe(*channels)
    hear(by, pubsub, len(channels))
    return pubsub


def _cut(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    if len(error.object) - error.start < 4 and error.reason == "unexpected end of data":
        return "", error.end
    raise error


codecs.register_error("cut", _cut)
