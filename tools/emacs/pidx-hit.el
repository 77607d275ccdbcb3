;;; pidx-hit.el --- Show the hits of pidx and go to them  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A hit is an alist, as the daemon sent it.  Columns and ranges count
;; characters: the requests say so.  A column on the screen is something
;; else, since a syllable of Hangul is two columns wide.

;;; Code:

(require 'let-alist)
(require 'subr-x)
(require 'xref)

(defface pidx-match '((t :inherit match))
  "Face for words that match."
  :group 'pidx)

(defface pidx-title '((t :inherit bold))
  "Face for the titles of sections."
  :group 'pidx)

(defface pidx-place '((t :inherit shadow))
  "Face for files, lines, dates, and the headings above a section."
  :group 'pidx)

(defun pidx-hit-query (query limit &rest members)
  "The request for LIMIT hits of QUERY; MEMBERS are added."
  `((op . "query") (q . ,query) (limit . ,limit) (pos . "char") (full . t) ,@members))

(defun pidx-hit-highlight (text ranges)
  "TEXT with the face `pidx-match' in RANGES, lists of a start and an end."
  (let ((text (copy-sequence text))
        (length (length text)))
    (pcase-dolist (`(,start ,end) ranges)
      (when (<= 0 start end length)
        (add-face-text-property start end 'pidx-match nil text)))
    text))

(defun pidx-hit-title (hit)
  "The title of HIT on one line, or its file's name."
  (let-alist hit
    (if (string-blank-p .title)
        (file-name-nondirectory .path)
      (string-replace "\n" " " (pidx-hit-highlight .title .title_hl)))))

(defun pidx-hit-place (hit index)
  "The file and line of HIT, found in INDEX."
  (let-alist hit
    (let ((root (file-name-directory index)))
      (format "%s:%d"
              (if (string-prefix-p root .path)
                  (substring .path (length root))
                (abbreviate-file-name .path))
              .line))))

(defun pidx-hit-line (hit before)
  "The line of HIT with its matches.
If it begins more than BEFORE columns left of the first match, the rest is cut."
  (let-alist hit
    (let* ((line (pidx-hit-highlight .line_text .line_hl))
           (match (string-width (substring line 0 (or (caar .line_hl) 0)))))
      (string-trim-left
       (if (<= match before)
           line
         (concat "…" (truncate-string-to-width line most-positive-fixnum (- match before))))))))

;;;; Going there

(defun pidx-hit-goto (hit display)
  "Go to HIT, and show its buffer with the function DISPLAY.
`xref-pop-marker-stack' (\\[xref-pop-marker-stack]) leads back."
  (let-alist hit
    (unless (file-readable-p .path)
      (user-error "Pidx: %s cannot be read: run `pidx build' if it has gone" .path))
    (xref-push-marker-stack)
    (funcall display (find-file-noselect .path))
    (let ((position (pidx-hit-position hit)))
      (unless (<= (point-min) position (point-max)) (widen))
      (goto-char position))
    (run-hooks 'xref-after-jump-hook)))

;; The daemon tells the line and the column.  Where the match is in a
;; heading, `line_text' is the title, which the line has further right; and
;; where the file was changed since, the line may be another one.

(defun pidx-hit-position (hit)
  "Position of HIT in the current buffer.
If its line has moved since the file was indexed, that line is looked for."
  (save-restriction
    (widen)
    (save-excursion
      (let-alist hit
        (goto-char (point-min))
        (forward-line (1- .line))
        (beginning-of-line)
        (let* ((told (min (+ (point) (1- .col)) (line-end-position)))
               (before-match (or (caar .line_hl) 0))
               (text (pidx-hit--find .line_text (- told before-match))))
          (if text (min (+ text before-match) (point-max)) told))))))

(defun pidx-hit--find (text expected)
  "Where TEXT begins: at EXPECTED, on this line, or nearest to it.
Return nil if TEXT is blank or not there."
  (let ((case-fold-search nil))
    (cond ((string-blank-p text) nil)
          ((and (>= expected (point-min))
                (string= text (buffer-substring-no-properties
                               expected (min (+ expected (length text)) (point-max)))))
           expected)
          ((save-excursion (search-forward text (line-end-position) t)) (match-beginning 0))
          (t (pidx-hit--nearest text)))))

(defun pidx-hit--nearest (text)
  "Where TEXT begins, nearest to point; nil if it is not there."
  (let ((after (save-excursion (and (search-forward text nil t) (match-beginning 0))))
        (before (save-excursion (and (search-backward text nil t) (match-beginning 0)))))
    (cond ((not before) after)
          ((not after) before)
          ((< (- after (point)) (- (point) before)) after)
          (t before))))

(provide 'pidx-hit)
;;; pidx-hit.el ends here
