"""The browsers somebody is signed in with."""

from allauth.usersessions.models import UserSession

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"


def test_session_list_names_browsers_and_marks_this_one(
    petra, with_password, signed_in
):
    with_password(petra)
    here = signed_in(petra, user_agent=FIREFOX)
    signed_in(petra, user_agent=PHONE)

    page = here.get("/accounts/sessions/").content.decode()

    assert "Firefox on Linux" in page
    assert "Safari on an iPhone" in page
    assert page.count("This one") == 1


def test_session_list_signs_out_all_others(petra, with_password, signed_in):
    with_password(petra)
    here, there = signed_in(petra), signed_in(petra)

    here.post("/accounts/sessions/")

    assert here.get("/settings/").status_code == 200
    assert there.get("/settings/").status_code == 302
    assert UserSession.objects.filter(user=petra).count() == 1


def test_session_list_leaves_other_people_alone(petra, omar, with_password, signed_in):
    with_password(petra)
    with_password(omar)
    here, theirs = signed_in(petra), signed_in(omar)

    here.post("/accounts/sessions/")

    assert theirs.get("/settings/").status_code == 200


def test_session_use_is_noted_without_writing_at_every_request(
    petra, with_password, signed_in, django_assert_num_queries
):
    here = signed_in(with_password(petra))
    here.get("/settings/")

    with django_assert_num_queries(3):
        response = here.get("/settings/")

    assert response.status_code == 200
