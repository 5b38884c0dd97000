"""A visitor over HTTP: signs in and opens pages as a browser does."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OK = 200


class Visitor:
    """One person with a browser's memory, on a server of this machine."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def open(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of a page; a form is posted."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, data, headers={"Referer": self.address + path}
        )
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def sign_in(self, username: str, password: str) -> bool:
        """Sign in by the form; whether that led to a page."""
        _, page = self.open("/sign-in/")
        found = TOKEN.search(page)
        token = found.group(1) if found else ""
        form = {"csrfmiddlewaretoken": token, "username": username, "password": password}
        status, _ = self.open("/sign-in/", form)
        return status == OK

    def visit(self, path: str) -> bool:
        """Open a page and print how it went; whether it was there."""
        start = time.monotonic()
        status, text = self.open(path)
        spent = (time.monotonic() - start) * 1000
        print(f"  {path}  {status}  {len(text.encode()):,} B  {spent:.0f} ms")
        return status == OK
