"""Settings: few, checked at start, and told by the name of their variable when wrong."""

import base64
import stat
from pathlib import Path

import pytest

from trato.kit.roles import role_password
from trato.kit.settings import SettingRefused, read_settings


def test_without_any_variable_it_is_the_embedded_database_on_this_machine(tmp_path: Path) -> None:
    settings = read_settings({"TRATO_HOME": str(tmp_path)})
    assert settings.database_url is None
    assert (settings.host, settings.public_url) == ("127.0.0.1", f"http://localhost:{settings.port}")
    assert settings.data_dir.parent == tmp_path


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = read_settings({"TRATO_HOME": str(tmp_path / "home")})
    second = read_settings({"TRATO_HOME": str(tmp_path / "home")})
    assert first.key == second.key
    assert stat.S_IMODE((tmp_path / "home" / "key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["key"]


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    settings = read_settings({"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": "postgresql://u:hush@h/d"})
    assert repr(settings.key) not in repr(settings)
    assert "hush" not in repr(settings)


def test_the_roles_reach_the_named_database_with_derived_passwords(tmp_path: Path) -> None:
    settings = read_settings({"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": "postgresql://u:hush@h/d"})
    assert settings.app_url == f"postgresql://trato_app:{role_password('trato_app', settings.key)}@h/d"
    assert "trato_door" in settings.door_url


@pytest.mark.parametrize(
    "name, value",
    [
        ("TRATO_PORT", "eighty"),
        ("TRATO_PORT", "70000"),
        ("TRATO_DATABASE_URL", "mysql://h/d"),
        ("TRATO_PUBLIC_URL", "care.example.com"),
        ("TRATO_CLOCK", "tomorrow"),
        ("TRATO_LOG", "loud"),
        ("TRATO_KEY", "not base64!"),
        ("TRATO_KEY", base64.b64encode(b"short").decode()),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingRefused, match=name):
        read_settings({"TRATO_HOME": str(tmp_path), name: value})


def test_private_networks_of_providers_are_named_one_by_one(tmp_path: Path) -> None:
    def told(text: str) -> list[str]:
        found = read_settings({"TRATO_HOME": str(tmp_path), "TRATO_OIDC_NETWORKS": text})
        return [str(one) for one in found.oidc_networks]

    assert told("") == [] and told(" 10.8.0.0/16, fd00:8::/32 ") == ["10.8.0.0/16", "fd00:8::/32"]
    for bad in ("intranet", "10.8.0.1/16", "0.0.0.0/0", "::/0"):
        with pytest.raises(SettingRefused, match="TRATO_OIDC_NETWORKS"):
            told(bad)
