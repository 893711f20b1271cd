package curriculum

// ClassHours counts class hours (课时); half a day is commonly four.
type ClassHours int
