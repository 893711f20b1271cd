package capacity

// Ids are opaque, nonempty and at most 128 bytes; they are compared byte by
// byte. Ids of instructors must not name people.
type (
	AreaID        string
	CalendarID    string
	SlotID        string // within one calendar: date and period, such as "2026-09-07.am"
	CompetitionID string
	CenterID      string
	RoomID        string
	InstructorID  string
	OfferingID    string
	TeamID        string
	FleetID       string
	BudgetID      string
	QuotaID       string
	ClosureID     string
)
