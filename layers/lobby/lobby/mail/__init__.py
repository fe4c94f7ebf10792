"""Mails about bookings: what they say, and how that travels. Nothing here sends one."""

from lobby.mail.compose import Kind, compose
from lobby.mail.message import Attachment, Mail, to_mime

__all__ = ["Attachment", "Kind", "Mail", "compose", "to_mime"]
