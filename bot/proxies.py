"""Which proxy a call goes through, as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say; never one for this computer itself."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # its stubs leave it out

LOOPBACK = ("localhost", "127.0.0.1", "::1")
NAMES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
KINDS = {"https": "https_proxy", "wss": "https_proxy", "http": "http_proxy", "ws": "http_proxy"}


def proxy_for(address: str, environ: Mapping[str, str]) -> str | None:
    """Give the proxy for an address, if it goes through one."""
    parts = urlsplit(address)
    host, kind = parts.hostname or "", KINDS.get(parts.scheme, "")
    if _is_loopback(host) or proxy_bypass_environment(host, {"no": _either(environ, "no_proxy")}):
        return None
    return _either(environ, kind) or None


def settle_proxies(environ: MutableMapping[str, str], slack_url: str) -> None:
    """Have the libraries do as the environment says: slack_sdk knows no NO_PROXY, and nothing spares this computer."""
    names = [name.strip() for name in _either(environ, "no_proxy").split(",") if name.strip()]
    spared = ",".join([*names, *(name for name in LOOPBACK if name not in names)])
    if "*" not in names:
        environ.update({"no_proxy": spared, "NO_PROXY": spared})
    if proxy_for(slack_url, environ) is None:
        for name in NAMES:
            environ.pop(name, None)


def _either(environ: Mapping[str, str], name: str) -> str:
    return (environ.get(name) or environ.get(name.upper()) or "").strip()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
