"""Signs checkpoints and checks them: Ed25519, by the package `cryptography`, which an extra installs."""

from __future__ import annotations

import base64
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .canonical import canonical
from .keys import read_or_make

NAME = "checkpoint-key.pem"
"""The key of a journal folder, where the operator names no other."""

_CONTEXT = b"jupyter-eventlog checkpoint 1\n"
"""Before what is signed, so that no signature can be shown for anything else."""


class SigningError(ValueError):
    """A key that cannot be used, or a package that is not there, in a sentence that names the cure."""


def check_available() -> None:
    """Raises SigningError where the package is not installed."""
    if find_spec("cryptography") is None:
        raise SigningError('needs the package "cryptography": pip install "jupyter-eventlog[checkpoints]"')


class Signer:
    """A private key. `public` is the key that goes with it, base64."""

    def __init__(self, text: bytes, where: Path) -> None:
        """Raises SigningError for what is no such key."""
        self._key = _loaded(text, where, is_private=True)
        self.public = _public_text(self._key.public_key())

    def sign(self, said: dict[str, Any]) -> str:
        """The signature of an object, base64."""
        return base64.b64encode(self._key.sign(_CONTEXT + canonical(said))).decode()


def own_signer(folder: Path) -> Signer:
    """The signer of a journal folder; a first call makes its key, 0600. Raises SigningError or OSError."""
    check_available()
    return Signer(read_or_make(folder / NAME, _new_key), folder / NAME)


def signer_of(file: Path) -> Signer:
    """The signer of a key that the operator gave as PEM. Raises SigningError or OSError."""
    check_available()
    return Signer(file.read_bytes(), file)


def public_key(text: str) -> str:
    """A public key, base64, of what was given: itself, or the path of a file that holds it. Raises SigningError."""
    check_available()
    file = Path(text)
    if file.is_file():
        content = file.read_bytes()
        if content.lstrip().startswith(b"-----"):
            return _public_text(_loaded(content, file, is_private=False))
        text = content.decode(errors="replace").strip()
    if _raw(text) is None:
        raise SigningError(f"{file}: is neither a file nor an Ed25519 key of 44 characters")
    return text


def is_signed(said: dict[str, Any], signature: str, public: str) -> bool:
    """Whether a key signed an object; False too for what is no key or no signature."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    raw = _raw(public)
    if raw is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(signature), _CONTEXT + canonical(said))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _raw(public: str) -> bytes | None:
    """The 32 bytes of a key; None for what is none."""
    try:
        raw = base64.b64decode(public, validate=True)
    except ValueError:
        return None
    return raw if len(raw) == 32 else None


def _loaded(text: bytes, where: Path, *, is_private: bool) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  an extra
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    wanted = ed25519.Ed25519PrivateKey if is_private else ed25519.Ed25519PublicKey
    try:
        key = serialization.load_pem_private_key(text, None) if is_private else serialization.load_pem_public_key(text)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, wanted):
        raise SigningError(f"{where}: holds no such key; make one: openssl genpkey -algorithm ed25519 -out FILE")
    return key


def _public_text(key: Any) -> str:
    return base64.b64encode(key.public_bytes_raw()).decode()


def _new_key() -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    pem, pkcs8, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    made: bytes = Ed25519PrivateKey.generate().private_bytes(pem, pkcs8, plain)
    return made
