package curriculum

// Cohort is a class, a group, or one pupil (Size 1), and its record so far.
type Cohort struct {
	ID        CohortID        `json:"id"`
	School    SchoolID        `json:"school"`
	Name      string          `json:"name,omitzero"`
	Grade     Grade           `json:"grade"`
	Size      int             `json:"size"`
	Intents   []Intent        `json:"intents,omitzero"`
	Completed []CourseID      `json:"completed,omitzero"` // courses done before; a withdrawn course stays in the catalog without offerings
	Oriented  []OrientationID `json:"oriented,omitzero"`  // orientations done
}

// Clone returns a copy that shares no slice with c.
func (c Cohort) Clone() Cohort {
	c.Intents = append([]Intent(nil), c.Intents...)
	c.Completed = append([]CourseID(nil), c.Completed...)
	c.Oriented = append([]OrientationID(nil), c.Oriented...)
	return c
}
