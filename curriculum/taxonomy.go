package curriculum

// Cluster is a group of majors (专业群).
type Cluster struct {
	ID   ClusterID `json:"id"`
	Name string    `json:"name,omitzero"`
}

// Chain is an industry chain (产业链).
type Chain struct {
	ID   ChainID `json:"id"`
	Name string  `json:"name,omitzero"`
}

// Major is a major (专业) of a vocational school.
type Major struct {
	ID      MajorID   `json:"id"`
	Name    string    `json:"name,omitzero"`
	Cluster ClusterID `json:"cluster,omitzero"`
	Chain   ChainID   `json:"chain,omitzero"`
}

// Occupation is an occupation (职业) that a course lets pupils meet.
type Occupation struct {
	ID   OccupationID `json:"id"`
	Name string       `json:"name,omitzero"`
}

// Item is a consumable (耗材), counted in whole units.
type Item struct {
	ID   ItemID `json:"id"`
	Name string `json:"name,omitzero"`
	Unit string `json:"unit,omitzero"`
}

// Line is a budget line, such as environment, consumables or activities.
type Line struct {
	ID   LineID `json:"id"`
	Name string `json:"name,omitzero"`
}
