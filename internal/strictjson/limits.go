package strictjson

// Limits bound what reading one document may cost.
type Limits struct {
	Bytes    int64 // of the document
	Memory   int64 // bytes of the decoded values and of the text kept for [Document.Locate]
	Depth    int   // objects and lists within each other
	Text     int   // bytes of one string, and of the blank space between two tokens
	Number   int   // characters of one number
	Elements int   // of one list
}

// DefaultLimits returns the limits of the project's files.
func DefaultLimits() Limits {
	return Limits{Bytes: 1 << 30, Memory: 2 << 30, Depth: 32, Text: 64 << 10, Number: 64, Elements: 10_000_000}
}
