"""Opens the desk of the synthetic city and signs in as everybody named: ``cut_off.py FOLDER``; prints what came of it.

Run in a network namespace of its own (``unshare --net``) there is nothing but this machine to talk to.
"""

from __future__ import annotations

import fcntl
import json
import re
import signal
import socket
import struct
import subprocess
import sys
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

COMMAND = "from qingshan.cli import console; console()"
SIGN_IN = re.compile(r"  (\w+): (\S+) \((\S+)\)\n")
READ_FLAGS, WRITE_FLAGS, UP = 0x8913, 0x8914, 1


def loopback_up():
    """A new namespace has a loopback that is switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        flags = struct.unpack("16sh", fcntl.ioctl(asked, READ_FLAGS, struct.pack("16sh", b"lo", 0)))[1]
        if not flags & UP:
            fcntl.ioctl(asked, WRITE_FLAGS, struct.pack("16sh", b"lo", flags | UP))


def is_cut():
    return [name for _, name in socket.if_nameindex()] == ["lo"]


def signed_in(address, name, password):
    """Status and words of the front page somebody sees."""
    browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{address}sign-in").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    given = {"csrfmiddlewaretoken": token, "username": name, "password": password}
    with browser.open(f"{address}sign-in", urlencode(given).encode()) as answered:
        said = answered.read().decode()
        return {"url": answered.url, "status": answered.status, "named": name in said, "links": _outside(said)}


def _outside(html):
    return re.findall(r'(?:src|href)="(https?:[^"]+|//[^"]+)"', html)


def main(folder):
    loopback_up()
    words = ["--lang", "en", "demo", folder, "--serve", "--port", "0"]
    serving = subprocess.Popen([sys.executable, "-u", "-c", COMMAND, *words], stdout=subprocess.PIPE, text=True)
    try:
        said = ""
        while "the desk is open" not in said or len(SIGN_IN.findall(said)) < 6:
            line = serving.stdout.readline()
            assert line, said
            said += line
        address = re.search(r"the desk is open: (\S+)", said)[1]
        password = re.search(r"the password is (\S+)", said)[1]
        people = {role: signed_in(address, name, password) for role, name, _ in SIGN_IN.findall(said)}
    finally:
        serving.send_signal(signal.SIGTERM)
        ended = serving.wait(60)
        serving.stdout.close()
    sys.stdout.write(json.dumps({"cut": is_cut(), "address": address, "people": people, "ended": ended}))


if __name__ == "__main__":
    main(sys.argv[1])
