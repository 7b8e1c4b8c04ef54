"""What the database itself refuses of talks, whoever writes the rows."""

import pgtrigger

talked_by_two = pgtrigger.Trigger(
    name="talked_by_two",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__closed_at__isnull=False),
    func="""
IF (SELECT count(*) FROM actions_threadperson
     WHERE thread_id = NEW.id AND talked) < 2 THEN
  RAISE EXCEPTION 'thread_closed_by_talking: it names fewer than two people'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""A talk is closed by at least two people who talked."""
closed_stays = pgtrigger.Trigger(
    name="closed_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__closed_at__isnull=False),
    func="""
RAISE EXCEPTION 'thread_closed_stays: what two people agreed stays'
  USING ERRCODE = 'check_violation';
""",
)
"""What came of talking is neither changed nor removed."""
only_while_open = """
IF EXISTS (SELECT FROM actions_thread
            WHERE id = coalesce(NEW.thread_id, OLD.thread_id)
              AND closed_at IS NOT NULL FOR SHARE) THEN
  RAISE EXCEPTION 'thread_is_closed: a new talk is begun instead'
    USING ERRCODE = 'check_violation';
END IF;
RETURN coalesce(NEW, OLD);
"""
people_while_open = pgtrigger.Trigger(
    name="people_while_open",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=only_while_open,
)
"""Who is in a talk, and who talked, stays once it is closed."""
said_while_open = pgtrigger.Trigger(
    name="said_while_open",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=only_while_open,
)
"""Nothing is added to a closed talk."""
said_stays = pgtrigger.Trigger(
    name="said_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
   OR (NEW.thread_id, NEW.by_id, NEW.at, NEW.key)
      IS DISTINCT FROM (OLD.thread_id, OLD.by_id, OLD.at, OLD.key) THEN
  RAISE EXCEPTION 'comment_stays: who said what, and where, stays'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.words <> OLD.words AND NEW.withdrawn_at IS NULL
   AND clock_timestamp() > OLD.at + interval '15 minutes' THEN
  RAISE EXCEPTION 'comment_stays_as_said: it is older than 15 minutes'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""Words change within 15 minutes, or are taken back; a comment is never removed."""
