package media

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"strings"
)

// exiftoolCommand is exiftool as it stays: all names with their groups, numbers as they are stored, structures whole. It
// reads no configuration of the user.
func (r *Reader) exiftoolCommand() *exec.Cmd {
	cmd := exec.Command(r.o.ExifTool, "-config", "", "-stay_open", "True", "-@", "-", "-common_args", //nolint:gosec,noctx // a list of arguments; the line watches over it
		"-json", "-n", "-a", "-G1", "-struct", "-charset", "filename=utf8", "-api", "largefilesupport=1")
	cmd.Env = quiet()
	return cmd
}

// askExifTool lets exiftool read the file.
func (j *job) askExifTool() {
	if j.exiftool == nil {
		j.flaw("no_tool", "exiftool is not installed: what the camera wrote into it is not read, or in part alone")
		return
	}
	name, done, err := j.links.name(j.path)
	if err != nil {
		j.flaw("unreadable", "no link to it can be made: "+reason(err))
		return
	}
	defer done()
	answer, err := j.exiftool.ask(j.ctx, []byte(name+"\n"))
	switch {
	case j.ctx.Err() != nil:
	case errors.Is(err, errSlow):
		j.flaw("too_slow", "exiftool did not come to its end with it in time")
	case errors.Is(err, errFlood):
		j.flaw("too_large", "exiftool says more of it than is kept")
	case errors.Is(err, errNoStart):
		j.flaw("no_tool", "exiftool cannot be started: what the camera wrote into it is not read")
	case err != nil:
		j.flaw("corrupt", "exiftool gave up on it")
	default:
		j.believeExifTool(answer)
	}
}

// believeExifTool keeps the fields but those of the file system and those that are not written out.
func (j *job) believeExifTool(answer []byte) {
	var list []json.RawMessage
	if err := json.Unmarshal(bytes.TrimSpace(answer), &list); err != nil || len(list) != 1 {
		j.flaw("corrupt", "exiftool cannot read it")
		return
	}
	err := document(list[0], func(key string, value any) {
		group, name, grouped := strings.Cut(key, ":")
		text, _ := value.(string)
		switch {
		case !grouped, group == "System", name == "ExifToolVersion":
		case strings.HasPrefix(text, "(Binary data "), strings.HasPrefix(text, "(large array of "):
		case name == "Error" && group == "ExifTool":
			j.complaint(text)
		case name == "Warning" && group == "ExifTool":
			j.warning(text)
		default:
			j.tags.put("exiftool", key, value)
		}
	})
	if err != nil {
		j.flaw("corrupt", "what exiftool says of it cannot be read")
	}
}

// complaint is why exiftool can make nothing of a file. What ffprobe alone reads is no less whole for that.
func (j *job) complaint(text string) {
	switch {
	case j.probed != nil && len(j.probed.Streams) > 0 || j.form.kind == Sidecar:
		j.tags.put("exiftool", "ExifTool:Error", text)
	case strings.Contains(text, "empty"):
		j.flaw("empty", "it has no bytes")
	default:
		j.flaw("corrupt", "exiftool: "+text)
	}
}

// warning of exiftool: what is cut off is a flaw; that a maker did not keep to the rules is kept as a field.
func (j *job) warning(text string) {
	j.tags.put("exiftool", "ExifTool:Warning", text)
	low := strings.ToLower(text)
	for _, sign := range []string{"truncat", "unexpected end", "past end of", "eof"} {
		if strings.Contains(low, sign) && !strings.HasPrefix(text, "[minor]") {
			j.flaw("truncated", "exiftool: "+text)
			return
		}
	}
	for _, sign := range []string{"corrupt", "format error", "bad ifd", "invalid ifd"} {
		if strings.Contains(low, sign) && !strings.HasPrefix(text, "[minor]") {
			j.flaw("corrupt", "exiftool: "+text)
			return
		}
	}
}
