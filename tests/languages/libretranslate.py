"""A LibreTranslate server of one's own, as far as the API goes: it "translates" by shouting."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [
    {"code": code, "name": code, "targets": ["en", "fr", "ja", "ko", "vi", "zh-Hans"]}
    for code in ("en", "fr", "ja", "ko", "vi", "zh-Hans")
]
_PARTS = re.compile(r'(<span[^>]*translate="no"[^>]*>.*?</span>|<[^>]+>|&\w+;)')


def shout(text: str, kind: str) -> str:
    """Upper case, but for markup and what must not be translated."""
    if kind == "text":
        return text.upper()
    return "".join(part if _PARTS.fullmatch(part) else part.upper() for part in _PARTS.split(text))


class Server:
    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.key = ""
        self.char_limit = 100_000
        self.batch_limit = 1000
        self.languages: Any = LANGUAGES
        # (status, body, headers) to answer instead; bytes are sent as they are.
        self.answer: tuple[int, Any, dict[str, str]] | None = None
        self.delay = 0.0
        self.drip = False
        self.spoil = lambda text: text
        self.url = ""
        self.fail_after: int | None = None

    def translate(self, body: dict[str, Any]) -> tuple[int, Any]:
        for name in ("q", "source", "target"):
            if not body.get(name):
                return 400, {"error": f"Invalid request: missing {name} parameter"}
        if self.key and body.get("api_key") != self.key:
            return 403, {"error": "Invalid API key"}
        if self.fail_after is not None and len(self.requests) > self.fail_after:
            return 500, {"error": "Cannot translate text: out of memory"}
        texts = body["q"]
        batch = isinstance(texts, list)
        if batch and len(texts) > self.batch_limit:
            return 400, {"error": f"Invalid request: request ({len(texts)}) exceeds text limit ({self.batch_limit})"}
        texts = texts if batch else [texts]
        size = sum(len(text) for text in texts)
        if size > self.char_limit:
            return 400, {"error": f"Invalid request: request ({size}) exceeds text limit ({self.char_limit})"}
        known = {entry["code"]: entry["targets"] for entry in LANGUAGES}
        if body["target"] not in known.get(body["source"], ()):
            return 400, {"error": f"{body['target']} is not supported"}
        if body.get("format", "text") not in ("text", "html"):
            return 400, {"error": f"{body['format']} format is not supported"}
        made = [self.spoil(shout(text, body.get("format", "text"))) for text in texts]
        return 200, {"translatedText": made if batch else made[0]}


@contextmanager
def libretranslate() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, state.languages) if self.path == "/languages" else self._send(404, {"error": "Not found"})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/translate":
                self._send(404, {"error": "Not found"})
                return
            body = json.loads(raw)
            state.requests.append(body)
            time.sleep(state.delay)
            if state.answer is not None:
                status, answer, headers = state.answer
                self._send(status, answer, headers)
                return
            self._send(*state.translate(body))

        def _send(self, status: int, answer: Any, headers: dict[str, str] | None = None) -> None:
            raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.end_headers()
                if state.drip:
                    for byte in raw:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(0.05)
                else:
                    self.wfile.write(raw)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
