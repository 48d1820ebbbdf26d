"""What happens unasked: the timetable, the outbox sender, the reminders. Imports `handlers.views` and `models`."""
