"""`clerk doctor`: looks at every part that Clerk needs, and says in plain lines what works and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, field

from bot.doctor_records import records_found
from bot.doctor_running import health_at
from bot.doctor_settings import WELL, faults_in, settings_found
from bot.doctor_slack import SlackLook, look_at_slack
from bot.findings import Finding, Level
from bot.proxies import settle_proxies
from bot.settings import Settings
from models.clock import Now
from models.rules.wording import plural

Out = Callable[[str], None]


def run_doctor(
    environ: MutableMapping[str, str], now: Now, out: Out, *, workspace_id: str | None = None
) -> int:
    """Look at each part and print what is found; 1 where one does not work. Nothing is sent or changed."""
    tally = _Tally()
    for finding in _found(environ, now, workspace_id):
        tally.add(finding)
        out(finding.line)
    out(tally.in_words)
    return 1 if tally.failed else 0


@dataclass
class _Tally:
    """What was found so far."""

    failed: list[str] = field(default_factory=list)
    noted: int = 0

    def add(self, finding: Finding) -> None:
        """Count one more line."""
        if finding.level is Level.FAIL:
            self.failed.append(finding.part)
        self.noted += finding.level is Level.NOTE

    @property
    def in_words(self) -> str:
        """What to do now."""
        if self.failed:
            wrong = plural(len(self.failed), "line says FAIL", "lines say FAIL")
            return f"{wrong}. Begin with the first: {self.failed[0]}. Then run clerk doctor again."
        if self.noted:
            return f"Everything that can be tried from here works. {plural(self.noted, 'line is', 'lines are')} worth reading."
        return "Everything works."


def _found(environ: MutableMapping[str, str], now: Now, workspace_id: str | None) -> Iterator[Finding]:
    yield from settings_found(environ)
    faults = faults_in(environ)
    readable = {name: value for name, value in environ.items() if value and name not in faults}
    settings = Settings.from_environ({**WELL, **readable})
    settle_proxies(environ, settings.slack_api_url)
    slack = SlackLook()
    if "SLACK_BOT_TOKEN" in readable:
        slack = look_at_slack(settings, now, has_app_token="SLACK_APP_TOKEN" in readable)
    yield from slack.findings
    if "DATABASE_URL" not in faults:
        running = health_at(settings.port) if settings.port else None
        yield from records_found(settings, now(), workspace_id or slack.team_id, running)
