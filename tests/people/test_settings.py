"""One's own settings, and the theme."""

import pytest

FORM = {
    "name": "Petra Lind",
    "title": "Designs the move",
    "phone": "+44 20 7946 0000",
    "chat": "@petra",
    "theme": "device",
}


def test_settings_edit_keeps_what_one_says(client, petra):
    client.force_login(petra)

    response = client.post("/settings/", {**FORM, "theme": "dark", "larger_text": "on"})

    petra.refresh_from_db()
    assert response["Location"] == "/settings/"
    assert (petra.title, petra.phone, petra.chat) == (
        "Designs the move",
        "+44 20 7946 0000",
        "@petra",
    )
    assert (petra.theme, petra.larger_text, petra.legible_font, petra.shortcuts) == (
        "dark",
        True,
        False,
        False,
    )


@pytest.mark.parametrize("role", ["agent", "member", "leader", "admin"])
def test_settings_edit_changes_nobody_but_oneself(client, petra, omar, role):
    petra.role = role
    petra.save()
    client.force_login(petra)

    client.post("/settings/", {**FORM, "role": "admin", "side": "ops", "id": omar.pk})

    petra.refresh_from_db()
    omar.refresh_from_db()
    assert (petra.role, petra.side, petra.email) == (
        role,
        "product",
        "petra-lind@example.org",
    )
    assert omar.name == "Omar Haddad"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Enter your name"),
        ("phone", "call me", "Enter a phone number, like +44 20 7946 0000"),
        ("title", "x" * 81, "Use at most 80 characters"),
    ],
)
def test_settings_edit_says_what_to_do_and_loses_nothing(
    client, petra, field, value, says
):
    client.force_login(petra)

    response = client.post("/settings/", {**FORM, field: value})

    petra.refresh_from_db()
    assert response.status_code == 422
    assert says in response.content.decode()
    assert 'value="@petra"' in response.content.decode()
    assert petra.chat == ""


def test_settings_show_in_the_head_of_every_page(client, petra):
    petra.theme, petra.legible_font, petra.larger_text = "dark", True, True
    petra.shortcuts = False
    petra.save()
    client.force_login(petra)

    page = client.get("/settings/").content.decode()

    head = page[: page.index("<head>")]
    assert 'data-theme="dark"' in head
    assert 'data-font="legible"' in head
    assert 'data-size="large"' in head
    assert 'data-shortcuts="off"' in head


def test_theme_set_works_signed_out_and_comes_back(client, petra):
    response = client.post("/theme/", {"theme": "dark", "next": "/accounts/login/"})

    page = client.get("/accounts/login/").content.decode()
    assert response["Location"] == "/accounts/login/"
    assert client.cookies["theme"]["samesite"] == "Lax"
    assert 'data-theme="dark"' in page


def test_theme_set_is_kept_with_the_person(client, petra):
    client.force_login(petra)

    client.post("/theme/", {"theme": "light"})

    petra.refresh_from_db()
    assert petra.theme == "light"
    assert client.cookies["theme"].value == "light"


def test_theme_set_back_to_the_device_forgets_the_cookie(client, petra):
    client.force_login(petra)
    client.post("/theme/", {"theme": "dark"})

    client.post("/theme/", {"theme": ""})

    petra.refresh_from_db()
    page = client.get("/settings/").content.decode()
    assert petra.theme == ""
    assert client.cookies["theme"].value == ""
    assert "data-theme=" not in page[: page.index("<head>")]


@pytest.mark.parametrize("theme", ["blue", '"><script>', "DARK"])
def test_theme_set_takes_only_themes(client, petra, theme):
    client.force_login(petra)

    client.post("/theme/", {"theme": theme})

    petra.refresh_from_db()
    assert petra.theme == ""


@pytest.mark.parametrize(
    "following", ["//evil.example/", "https://evil.example/", "people", "é", "?", "#"]
)
def test_theme_set_leads_only_to_addresses_of_this_site(client, petra, following):
    response = client.post("/theme/", {"theme": "dark", "next": following})

    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("\u200b", "Enter your name"),
        ("…", "Enter a name with letters in it"),
        ("Omar Haddad", "Somebody here has this name already."),
        ("omar  Had\u200bdad", "Somebody here has this name already."),
    ],
)
def test_settings_edit_refuses_no_name_and_the_name_of_another(
    name, words, client, petra, omar
):
    client.force_login(petra)

    response = client.post("/settings/", {**FORM, "name": name})

    petra.refresh_from_db()
    assert response.status_code == 422
    assert words in response.text
    assert petra.name == "Petra Lind"


def test_settings_edit_keeps_the_name_of_a_namesake_and_of_who_left(
    client, petra, omar, paul
):
    omar.name = "Petra Lind"
    omar.save()
    paul.is_active = False
    paul.save()
    client.force_login(petra)

    same = client.post("/settings/", FORM)
    free = client.post("/settings/", {**FORM, "name": paul.name})

    assert (same.status_code, free.status_code) == (302, 302)
