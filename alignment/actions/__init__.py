"""What somebody will do by a day: where every talk, retro and complaint ends."""
