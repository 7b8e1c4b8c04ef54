"""What the database itself refuses of meetings, whoever writes the row."""

import pgtrigger

came_after_it_began = pgtrigger.Trigger(
    name="came_after_it_began",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("held", "record")],
    func="""
IF TG_OP = 'INSERT' OR NEW.came IS DISTINCT FROM OLD.came
   OR NEW.person_id IS DISTINCT FROM OLD.person_id THEN
  NEW.side := (SELECT side FROM people_person WHERE id = NEW.person_id);
ELSE
  NEW.side := OLD.side;
END IF;
IF NEW.came IS NOT NULL THEN
  SELECT starts_at, cancelled_at INTO held FROM journeys_meeting
   WHERE id = NEW.meeting_id FOR SHARE;
  IF held.starts_at > clock_timestamp() OR held.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'attendance_is_of_what_took_place: it has not begun, or never did'
      USING ERRCODE = 'check_violation';
  END IF;
END IF;
RETURN NEW;
""",
)
"""Nobody came to what has not begun or was cancelled; whose side they were on then is
the database's own to say, and stays when they change sides."""
OF_INITIATIVE = pgtrigger.UpdateOf("initiative_id")  # type: ignore[no-untyped-call]
linked_when_it_is = pgtrigger.Trigger(
    name="linked_when_it_is",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | OF_INITIATIVE,
    func="""
IF NEW.initiative_id IS NULL THEN
  NEW.linked_at := NULL;
ELSIF TG_OP = 'INSERT' THEN
  NEW.linked_at := NEW.created_at;
ELSIF NEW.initiative_id IS DISTINCT FROM OLD.initiative_id THEN
  NEW.linked_at := now();
END IF;
RETURN NEW;
""",
)
"""`linked_at` is when it was first said to be about its initiative."""
took_place_stays = pgtrigger.Trigger(
    name="took_place_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__starts_at__df=pgtrigger.F("new__starts_at"))
    | pgtrigger.Q(old__cancelled_at__df=pgtrigger.F("new__cancelled_at")),
    func="""
IF EXISTS (SELECT FROM journeys_attendance WHERE meeting_id = NEW.id AND came) THEN
  RAISE EXCEPTION 'meeting_took_place: people came to it, so it is not moved'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""What people came to is neither moved nor cancelled."""
floor_is_of_product = pgtrigger.Trigger(
    name="floor_is_of_product",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
IF NEW.person_id IS DISTINCT FROM OLD.person_id AND NOT EXISTS (
    SELECT FROM people_person WHERE id = NEW.person_id AND side = 'product'
) THEN
  RAISE EXCEPTION 'floor_time_is_of_product: who works in ops is there every day'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""Time at the floor is spent by people of product; they may change sides later."""
