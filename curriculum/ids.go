package curriculum

// Ids are opaque, nonempty and at most 128 bytes; they are compared byte by
// byte. Ids of cohorts must not name pupils.
type (
	CourseID      string
	MajorID       string
	ClusterID     string
	ChainID       string
	OccupationID  string
	ItemID        string
	LineID        string
	OrientationID string
	CohortID      string
	SchoolID      string
)
