"""Uploading files, in the three steps that the SDK's files_upload_v2 takes, and from a person's form."""

from base64 import b64encode
from dataclasses import replace
from mimetypes import guess_type
from secrets import token_hex

from bot.practice.contents import APP_USER, Draft, File, Json
from bot.practice.payloads import file_json
from bot.practice.refusal import SlackRefusal
from bot.practice.slack import Slack


def get_upload_url(slack: Slack, asked: Json) -> Json:
    """Answer files.getUploadURLExternal: a place to send the bytes to."""
    if not asked.get("filename") or not int(asked.get("length") or 0):
        raise SlackRefusal(error="invalid_arguments")
    file = slack.workspace.keep_file(_new_file(asked["filename"], APP_USER))
    return {"upload_url": f"{slack.url}/upload/{file.id}", "file_id": file.id}


def receive_upload(slack: Slack, file_id: str, content: bytes) -> None:
    """Keep the bytes of a file that was announced; raises `file_not_found`."""
    if file_id not in slack.workspace.files:
        raise SlackRefusal(error="file_not_found")
    slack.workspace.keep_file(_filled(slack.workspace.files[file_id], content))


def complete_upload(slack: Slack, asked: Json) -> Json:
    """Answer files.completeUploadExternal: post the files where the app wants them."""
    files = [slack.workspace.files.get(one["id"]) for one in asked.get("files") or []]
    sent = [file for file in files if file is not None and file.content]
    if not sent or len(sent) < len(files):
        raise SlackRefusal(error="file_not_found")
    if asked.get("channel_id"):
        _post(slack, asked, sent)
    return {"files": [file_json(slack, file) for file in sent]}


def _post(slack: Slack, asked: Json, files: list[File]) -> None:
    channel = slack.workspace.channel(asked["channel_id"])
    if not channel.has_app:
        raise SlackRefusal(error="not_in_channel")
    text, ids = asked.get("initial_comment") or "", [file.id for file in files]
    draft = Draft(channel=channel.id, user=APP_USER, text=text, files=ids, thread_ts=asked.get("thread_ts"))
    slack.workspace.post(draft)


def file_info(slack: Slack, asked: Json) -> Json:
    """Answer files.info: what is known of a file; raises `file_not_found`."""
    file = slack.workspace.files.get(str(asked.get("file")))
    if file is None:
        raise SlackRefusal(error="file_not_found")
    return {"file": file_json(slack, file)}


def upload_by_person(slack: Slack, person_id: str, name: str, content: bytes) -> File:
    """Keep a file that a person puts into a form."""
    return slack.workspace.keep_file(_filled(_new_file(name, person_id), content))


def _new_file(name: str, user: str) -> File:
    mimetype = guess_type(name)[0] or "application/octet-stream"
    return File(id=f"F{token_hex(5).upper()}", name=name, user=user, mimetype=mimetype)


def _filled(file: File, content: bytes) -> File:
    return replace(file, content=b64encode(content).decode(), size=len(content))
