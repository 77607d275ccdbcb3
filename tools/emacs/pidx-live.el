;;; pidx-live.el --- Search as you type  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Two completion tables that ask the daemon: one of hits, one of words.
;; What they return is not filtered again, since a hit need not begin
;; with what was typed: the completion style `pidx' takes it as it is.
;;
;; Any front end of `completing-read' shows them.  Where none is in use,
;; `icomplete-vertical-mode' is, for this one minibuffer.

;;; Code:

(require 'icomplete)
(require 'pidx-client)
(require 'pidx-hit)

(defcustom pidx-live-limit 20
  "How many hits are shown while a query is being typed."
  :type '(integer :match (lambda (_widget value) (and (integerp value) (<= 1 value 1000))))
  :group 'pidx)

(defvar pidx-history nil
  "Queries that were typed.")

;;;; The completion style

(defun pidx-live--try-completion (string table predicate point)
  "Complete STRING, with point at POINT, to what TABLE and PREDICATE say."
  (let ((completed (try-completion string table predicate)))
    (cond ((not (stringp completed)) completed)
          ((string= completed string) (cons string point))
          (t (cons completed (length completed))))))

(defun pidx-live--all-completions (string table predicate _point)
  "All that TABLE and PREDICATE have for STRING."
  (when-let ((all (all-completions string table predicate)))
    (nconc (copy-sequence all) (car (completion-boundaries string table predicate "")))))

(add-to-list 'completion-styles-alist
             '(pidx pidx-live--try-completion pidx-live--all-completions
                    "What the daemon of pidx answers, as it is."))
(defconst pidx-live--categories '((pidx-hit (styles pidx)) (pidx-word (styles pidx)))
  "The completion style of what is completed here.")

(dolist (category pidx-live--categories)
  (add-to-list 'completion-category-defaults category))

(defun pidx-live--use-style ()
  "Use the style in this minibuffer unless the user has set another.
Fido takes no notice of the defaults."
  (setq-local completion-category-overrides
              (append completion-category-overrides pidx-live--categories)))

;;;; Keys

(defvar pidx-live-query-map
  (let ((map (make-sparse-keymap)))
    ;; Queries have blanks and question marks.
    (define-key map (kbd "SPC") #'self-insert-command)
    (define-key map "?" #'self-insert-command)
    map)
  "Keys of minibuffers where a query is typed.")

(defvar pidx-live-words-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map pidx-live-query-map)
    ;; Words are offered; but what is searched for is what was typed.
    (define-key map (kbd "RET") #'pidx-live-exit-with-words)
    map)
  "Keys of the minibuffer of `pidx-search', with every front end.")

(defvar pidx-live-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map pidx-live-query-map)
    (define-key map (kbd "M-RET") #'pidx-live-exit-as-typed)
    map)
  "Keys of the minibuffer of `pidx-live', with every front end.")

(defvar pidx-live-icomplete-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'pidx-live-exit)
    map)
  "Keys of the minibuffer of `pidx-live', where it sets up the front end.")

(defvar-local pidx-live--keys nil
  "Whether the keys of `pidx-live--add-keys' are in force.")

(defun pidx-live--add-keys (map)
  "Let the keys of MAP precede the others of this minibuffer, and a front end's."
  (let ((others (alist-get 'pidx-live--keys minor-mode-overriding-map-alist)))
    (setq pidx-live--keys t)
    (setf (alist-get 'pidx-live--keys minor-mode-overriding-map-alist)
          (make-composed-keymap map others))))

;;;; Words

(defun pidx-live--word-table (index)
  "A completion table of the words of INDEX for the last word of a query."
  (lambda (string predicate action)
    (let ((start (string-match-p "[^ ]*\\'" string)))
      (pcase action
        ('metadata '(metadata (category . pidx-word) (display-sort-function . identity)
                              (cycle-sort-function . identity)))
        (`(boundaries . ,after) `(boundaries ,start . ,(length after)))
        ('lambda nil)
        (_ (let ((words (cl-remove-if-not (or predicate #'identity)
                                          (pidx-live--words string index))))
             (cond ((eq action t) words)
                   ((null words) nil)
                   ((cdr words) string)
                   ((string= (car words) (substring string start)) t)
                   (t (concat (substring string 0 start) (car words))))))))))

(defun pidx-live--words (string index)
  "Words of INDEX with which the last word of STRING may go on."
  (unless (string-match-p "\\(?:\\`\\| \\)\\'" string)
    (delq nil
          (mapcar (lambda (part)
                    (and (equal (alist-get 'kind part) "term") (alist-get 'text part)))
                  (car (pidx-client-call
                        index `((op . "complete") (q . ,string) (limit . ,pidx-live-limit)
                                (supersede . "words"))))))))

(defun pidx-live-read-query (index &optional initial)
  "Read a query for INDEX, with completion of its last word.
INITIAL is what may be edited at first."
  (let ((word (thing-at-point 'word t)))
    (minibuffer-with-setup-hook
        (:append (lambda ()
                   (pidx-live--use-style)
                   (pidx-live--add-keys pidx-live-words-map)))
      (completing-read "Search: " (pidx-live--word-table index) nil nil initial
                       'pidx-history word))))

;;;; Hits

(defvar pidx-live--as-typed nil
  "Whether what was typed was asked for, and not a hit.")

(defun pidx-live--hit-table (index hits)
  "A completion table of hits in INDEX; it fills the hash table HITS."
  (lambda (string _predicate action)
    (pcase action
      ('metadata
       `(metadata (category . pidx-hit) (display-sort-function . identity)
                  (cycle-sort-function . identity)
                  (annotation-function . ,(lambda (candidate)
                                            (pidx-live--annotation (gethash candidate hits) index)))
                  (affixation-function . ,(lambda (candidates)
                                            (pidx-live--affixes candidates hits index)))))
      (`(boundaries . ,after) `(boundaries 0 . ,(length after)))
      ('lambda (gethash string hits))
      ('t (if (gethash string hits) (list string) (pidx-live--candidates string index hits)))
      (_ (if (gethash string hits) t string)))))

(defun pidx-live--candidates (query index hits)
  "Titles of the sections of INDEX for QUERY, after putting them into HITS."
  (unless (string-blank-p query)
    (mapcar (lambda (hit) (pidx-live--candidate hit index hits))
            (car (pidx-client-call
                  index (pidx-hit-query query pidx-live-limit
                                        '(prefix_last . t) '(supersede . "live")))))))

(defun pidx-live--candidate (hit index hits)
  "A text that stands for HIT in INDEX, after putting it into HITS."
  (let* ((title (truncate-string-to-width (pidx-hit-title hit) (/ (frame-width) 3) nil nil "…"))
         (known (gethash title hits))
         (place (pidx-hit-place hit index))
         (candidate (if (or (null known) (string= (pidx-hit-place known index) place))
                        title
                      (format "%s (%s)" title place))))
    (puthash candidate hit hits)
    candidate))

(defun pidx-live--annotation (hit index)
  "What is shown beside HIT in INDEX: its matching line, and where that is."
  (concat "  " (pidx-hit-line hit 16)
          "  " (propertize (pidx-hit-place hit index) 'face 'pidx-place)))

(defun pidx-live--affixes (candidates hits index)
  "CANDIDATES with what is shown beside their HITS in INDEX, aligned.
The front end pads them to equal numbers of characters; Hangul is wider."
  (let* ((wider (lambda (candidate) (- (string-width candidate) (length candidate))))
         (widest (apply #'max 0 (mapcar wider candidates))))
    (mapcar (lambda (candidate)
              (list candidate ""
                    (concat (make-string (- widest (funcall wider candidate)) ?\s)
                            (pidx-live--annotation (gethash candidate hits) index))))
            candidates)))

;;;; The minibuffer

(defun pidx-live-read-hit (index &optional initial)
  "Read a query for INDEX and show its hits meanwhile; INITIAL is there at first.
Return the hit that was chosen, or else the text that was typed."
  (let* ((hits (make-hash-table :test #'equal))
         (pidx-live--as-typed nil)
         (chosen (minibuffer-with-setup-hook (:append #'pidx-live--set-up)
                   (completing-read "Search live: " (pidx-live--hit-table index hits)
                                    nil nil initial 'pidx-history))))
    (or (and (not pidx-live--as-typed) (gethash chosen hits))
        chosen)))

(defun pidx-live-exit-with-words ()
  "Search for what was typed.
Front ends remap `exit-minibuffer' to a command that takes a candidate."
  (interactive)
  (exit-minibuffer))

(defun pidx-live-exit-as-typed ()
  "Show all hits of what was typed."
  (interactive)
  (setq pidx-live--as-typed t)
  (exit-minibuffer))

(defun pidx-live-exit ()
  "Go to the selected hit; without one, show all hits of what was typed."
  (interactive)
  (if (consp (completion-all-sorted-completions))
      (icomplete-force-complete-and-exit)
    (pidx-live-exit-as-typed)))

(defun pidx-live--set-up ()
  "Set up the minibuffer."
  (pidx-live--use-style)
  (setq-local truncate-lines t)
  (unless (pidx-live--front-end-p) (pidx-live--set-up-icomplete))
  (pidx-live--add-keys pidx-live-map)
  (pidx-live--watch-input-method))

(defun pidx-live--front-end-p ()
  "Whether a front end for candidates is in use."
  (or icomplete-mode
      (not (eq completing-read-function #'completing-read-default))
      (bound-and-true-p vertico-mode)
      (bound-and-true-p mct-mode)))

(defun pidx-live--set-up-icomplete ()
  "Let Icomplete show the candidates in this minibuffer, each on a line."
  (setq-local icomplete-mode t
              icomplete-vertical-mode t
              icomplete-scroll t
              icomplete-show-matches-on-no-input t
              icomplete-compute-delay 0)
  (let ((icomplete-minibuffer-setup-hook '(icomplete--vertical-minibuffer-setup)))
    (icomplete-minibuffer-setup))
  (pidx-live--add-keys pidx-live-icomplete-map))

(defun pidx-live--watch-input-method ()
  "Update the candidates while an input method composes a syllable.
The input method reads the keys itself until the syllable is complete, and
no command ends meanwhile; but it shows what there is of the syllable."
  (let* ((minibuffer (current-buffer))
         (shown nil)
         (update (lambda ()
                   (when (and (eq (current-buffer) minibuffer) icomplete-mode)
                     (let ((typed (minibuffer-contents-no-properties)))
                       (unless (equal typed shown)
                         (setq shown typed)
                         (icomplete-exhibit))))))
         (timer (run-with-idle-timer 0.05 t update)))
    (add-hook 'minibuffer-exit-hook (lambda () (cancel-timer timer)) nil t)))

(provide 'pidx-live)
;;; pidx-live.el ends here
