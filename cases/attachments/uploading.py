"""Reading an upload: no more than a file may have is ever held, and what was typed beside it is not lost."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from cases.attachments.limits import LARGEST_FILE

MARK = "has_too_large_file"


class Bounded(FileUploadHandler):
    """Lets go of a file as soon as it is larger than any file may be; the other fields of the form are read on."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.read = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.read += len(raw_data)
        if self.read > LARGEST_FILE:
            setattr(self.request, MARK, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def had_too_large_file(request: HttpRequest) -> bool:
    """Whether a file of the request was let go of because of its size."""
    return bool(getattr(request, MARK, False))
