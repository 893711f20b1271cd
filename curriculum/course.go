package curriculum

// Course is one project (体验项目) that pupils can take.
type Course struct {
	ID          CourseID       `json:"id"`
	Name        string         `json:"name,omitzero"`
	Theme       string         `json:"theme,omitzero"` // courses of one theme are its variants by stage
	Tier        Tier           `json:"tier"`
	Major       MajorID        `json:"major,omitzero"`
	Occupations []OccupationID `json:"occupations,omitzero"`
	Tags        []string       `json:"tags,omitzero"` // free words that programs ask for, such as "culture"
	Labor       LaborGroup     `json:"labor,omitzero"`
	Activities  []Activity     `json:"activities,omitzero"`
	Products    []string       `json:"products,omitzero"` // typical products (典型作品); Practice needs at least one
	Hours       ClassHours     `json:"hours,omitzero"`    // 0 means the hours of the slot
	Delivery    Delivery       `json:"delivery,omitzero"`

	Grades   GradeSet `json:"grades,omitzero"`   // the course's own grades; empty adds nothing to the tier's
	MinGroup int      `json:"minGroup,omitzero"` // smallest cohort; 0 means 1
	MaxGroup int      `json:"maxGroup,omitzero"` // largest cohort; 0 means no limit

	Prerequisites []CourseID      `json:"prerequisites,omitzero"` // all must be completed before
	Orientation   []OrientationID `json:"orientation,omitzero"`   // preparation lessons and briefings that must be done before

	Minimum             int `json:"minimum,omitzero"`             // pupils a session needs to run; 0 means 1
	Instructors         int `json:"instructors,omitzero"`         // fewest instructors of a session; 0 means 1, or none when online
	PupilsPerInstructor int `json:"pupilsPerInstructor,omitzero"` // 0 means that the fewest suffice for any number

	Consumables []Consumption `json:"consumables,omitzero"`
	Fees        []Fee         `json:"fees,omitzero"`
}

// Consumption is what one pupil uses up of an item.
type Consumption struct {
	Item     ItemID `json:"item"`
	PerPupil int    `json:"perPupil"`
}

// Fee is what one pupil costs on a budget line.
type Fee struct {
	Line     LineID `json:"line"`
	PerPupil Fen    `json:"perPupil"`
}

// clone returns a copy that shares no slice with c.
func (c Course) clone() Course {
	c.Occupations = append([]OccupationID(nil), c.Occupations...)
	c.Tags = append([]string(nil), c.Tags...)
	c.Activities = append([]Activity(nil), c.Activities...)
	c.Products = append([]string(nil), c.Products...)
	c.Prerequisites = append([]CourseID(nil), c.Prerequisites...)
	c.Orientation = append([]OrientationID(nil), c.Orientation...)
	c.Consumables = append([]Consumption(nil), c.Consumables...)
	c.Fees = append([]Fee(nil), c.Fees...)
	return c
}
