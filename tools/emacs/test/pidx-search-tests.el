;;; pidx-search-tests.el --- Tests of hits, results, completion and xref  -*- lexical-binding: t; -*-

;;; Code:

(require 'pidx-test-support)

(defun pidx-search-tests-open (query)
  "Search for QUERY, wait, and return the buffer with its hits."
  (save-window-excursion (pidx-search query))
  (let ((buffer (get-buffer (format "*pidx %s*" (abbreviate-file-name pidx-test-index)))))
    (pidx-test-wait (lambda () (buffer-local-value 'pidx-results--end buffer)) "the hits")
    buffer))

(defun pidx-search-tests-faces (text)
  "The parts of TEXT that are highlighted."
  (let ((position 0) parts)
    (while (< position (length text))
      (let ((next (next-single-property-change position 'face text (length text))))
        (when (memq 'pidx-match (ensure-list (get-text-property position 'face text)))
          (push (substring-no-properties text position next) parts))
        (setq position next)))
    (nreverse parts)))

;;;; Places

(ert-deftest pidx-hit-columns-count-characters ()
  "The column of every hit with a highlighted line is where its first match begins."
  (let ((checked 0))
    (dolist (query '("BM25" "zebracrossing" "두루마리휴지" "강화 학습" "스플래팅" "증류" "diffusion"))
      (dolist (hit (pidx-test-ask query))
        (let-alist hit
          (when .line_hl
            (with-current-buffer (find-file-noselect .path)
              (unless (string-suffix-p ".jsonl" .path)
                (goto-char (pidx-hit-position hit))
                (should (= (line-number-at-pos) .line))
                (ert-info ((format "%s:%d:%d" .path .line .col) :prefix "hit: ")
                  (should (looking-at-p (regexp-quote (apply #'substring .line_text (car .line_hl))))))
                (cl-incf checked)))))))
    (should (> checked 30))))

(ert-deftest pidx-hit-finds-wide-and-decomposed-letters ()
  (dolist (case `(("zebracrossing" "zebracrossing")
                  ("두루마리휴지" ,(ucs-normalize-NFD-string "두루마리휴지"))))
    (let ((hit (car (pidx-test-ask (car case)))))
      (with-temp-buffer
        (insert-file-contents (alist-get 'path hit))
        (goto-char (pidx-hit-position hit))
        (should (looking-at-p (cadr case)))
        (should (equal (car (pidx-search-tests-faces
                             (pidx-hit-highlight (alist-get 'text hit) (alist-get 'hl hit))))
                       (cadr case)))))))

(ert-deftest pidx-hit-finds-letters-of-any-encoding ()
  (let ((hits (pidx-test-ask "고라니")))
    (should (= (length hits) 4))
    (dolist (hit hits)
      (with-temp-buffer
        (insert-file-contents (alist-get 'path hit))
        (goto-char (pidx-hit-position hit))
        (ert-info ((alist-get 'path hit))
          (should (looking-at-p "고라니 한 마리$")))))))

(ert-deftest pidx-hit-follows-a-line-that-moved ()
  (let ((hit (car (pidx-test-ask "zebracrossing"))))
    (with-temp-buffer
      (insert-file-contents (alist-get 'path hit))
      (goto-char (point-min))
      (insert "a line\nanother line\n")
      (goto-char (pidx-hit-position hit))
      (should (looking-at-p "zebracrossing"))
      (erase-buffer)
      (insert "nothing is left")
      (should (<= (point-min) (pidx-hit-position hit) (point-max))))))

(ert-deftest pidx-hit-goes-there-and-back ()
  (let ((hit (car (pidx-test-ask "zebracrossing"))))
    (save-window-excursion
      (with-temp-buffer
        (pop-to-buffer-same-window (current-buffer))
        (let ((here (current-buffer)))
          (pidx-hit-goto hit #'pop-to-buffer-same-window)
          (should (equal buffer-file-name (alist-get 'path hit)))
          (should (looking-at-p "zebracrossing"))
          (narrow-to-region 1 2)
          (pidx-hit-goto hit #'pop-to-buffer-same-window)
          (should (looking-at-p "zebracrossing"))
          (with-suppressed-warnings ((obsolete xref-pop-marker-stack))
            (xref-pop-marker-stack)
            (xref-pop-marker-stack))
          (should (eq (current-buffer) here)))))))

(ert-deftest pidx-hit-reports-a-file-that-went ()
  (should (string-match-p "nowhere.md cannot be read: run `pidx build'"
                          (pidx-test-message
                           (lambda () (pidx-hit-goto '((path . "/nowhere.md")) #'switch-to-buffer))))))

(ert-deftest pidx-hit-cuts-what-is-far-left-of-the-match ()
  (let ((hit '((line_text . "가나다라마바사 match 뒤") (line_hl (8 13)))))
    (should (equal (substring-no-properties (pidx-hit-line hit 100)) "가나다라마바사 match 뒤"))
    (should (equal (substring-no-properties (pidx-hit-line hit 5)) "…바사 match 뒤"))
    (should (equal (pidx-search-tests-faces (pidx-hit-line hit 5)) '("match")))))

;;;; Queries as they are typed

(ert-deftest pidx-queries-may-be-decomposed ()
  (dolist (query '("강화 학습" "스플래팅" "증류"))
    (should (pidx-test-places query))
    (should (equal (pidx-test-places query)
                   (pidx-test-places (ucs-normalize-NFD-string query))))))

(ert-deftest pidx-queries-may-be-half-composed ()
  "A trailing jamo, a lone conjoining initial, a syllable that lacks its final."
  (let ((whole (pidx-test-places "스플래팅")))
    (should whole)
    (dolist (query `("스플래ㅌ" ,(concat "스플래" (string #x1110)) "스플래티"
                     ,(ucs-normalize-NFD-string "스플래티")))
      (ert-info (query :prefix "query: ")
        (should (cl-intersection (pidx-test-places query '(prefix_last . t)) whole :test #'equal))))))

;;;; The results buffer

(ert-deftest pidx-results-show-hits ()
  (with-current-buffer (pidx-search-tests-open "가우시안 스플래팅")
    (should (string-match-p "3D Gaussian Splatting for Real-Time Radiance Field Rendering\n    corpus/papers/2023/12/05.md:[0-9]+  2023-12-05  https://arxiv.org/abs/2308.04079\n"
                            (buffer-string)))
    (let ((parts (pidx-search-tests-faces (buffer-string))))
      (should (member "가우시안" parts))
      (dolist (part parts)
        (should (string-match-p "[가우시안스플래팅랫]" part))))
    (should (string-match-p "가우시안 스플래팅  [0-9]+ of [0-9]+ sections, [0-9.]+ ms"
                            (pidx-results--header)))))

(defun pidx-search-tests-at (buffer number)
  "Check that the selected window is at the hit NUMBER of BUFFER."
  (with-current-buffer (window-buffer)
    (let-alist (aref (buffer-local-value 'pidx-results--hits buffer) number)
      (should (equal buffer-file-name .path))
      (should (= (line-number-at-pos) .line))
      (should (looking-at-p (regexp-quote (apply #'substring .line_text (car .line_hl))))))))

(ert-deftest pidx-results-are-stepped-through ()
  (let ((buffer (pidx-search-tests-open "BM25")))
    (save-window-excursion
      (with-current-buffer buffer
        (should (> (length pidx-results--hits) 4)))
      (let ((next-error-last-buffer buffer))
        (dolist (step '((next-error . 0) (next-error . 1) (next-error . 2) (previous-error . 1)))
          (funcall (car step))
          (pidx-search-tests-at buffer (cdr step)))
        (first-error)
        (pidx-search-tests-at buffer 0)
        (should (string-match-p "No more hits" (pidx-test-message (lambda () (next-error 1000)))))))))

(ert-deftest pidx-results-of-the-latest-query-win ()
  (save-window-excursion
    (dolist (query '("증류" "diffusion" "강화 학습")) (pidx-search query)))
  (with-current-buffer (pidx-search-tests-open "zebracrossing")
    (should (= (length pidx-results--hits) 1))
    (pidx-client-call pidx-test-index '((op . "ping")))
    (should (= (length pidx-results--hits) 1))
    (should (string-match-p "zebracrossing" (buffer-string)))))

(ert-deftest pidx-results-ignore-a-superseded-answer ()
  (let ((first (1+ pidx-client--last-id)))
    (pidx-test-with-server
        (list '("")
              (list (format "{\"id\":%d,\"t\":\"end\",\"ok\":true,\"total\":0,\"ms\":1,\"warn\":[]}\n" (1+ first))
                    (format "{\"id\":%d,\"t\":\"end\",\"ok\":false,\"error\":\"cancelled\",\"message\":\"superseded\"}\n"
                            first)))
      (save-window-excursion (pidx-search "one"))
      (with-current-buffer (pidx-search-tests-open "two")
        (accept-process-output nil 0.1)
        (should-not (string-match-p "superseded" (buffer-string)))
        (should (string-match-p "two  0 of 0 sections" (pidx-results--header)))))))

(ert-deftest pidx-results-grow ()
  (let ((pidx-limit 3))
    (with-current-buffer (pidx-search-tests-open "학습")
      (should (= (length pidx-results--hits) 3))
      (pidx-results-next 2)
      (pidx-results-more)
      (pidx-test-wait (lambda () pidx-results--end) "more hits")
      (should (= (length pidx-results--hits) 6))
      (should (= (pidx-results--current) 1)))))

(ert-deftest pidx-results-show-warnings-and-errors ()
  (with-current-buffer (pidx-search-tests-open "\"증류")
    (should (string-match-p "quotation mark" (buffer-string))))
  (with-current-buffer (pidx-search-tests-open (make-string 9000 ?a))
    (should (string-match-p "8,?192" (buffer-string)))
    (should (string-match-p "failed" (pidx-results--header)))
    (should (string-match-p "No hit here" (pidx-test-message #'pidx-results-visit))))
  (should (string-match-p "empty" (pidx-test-message (lambda () (pidx-search " "))))))

;;;; Completion

(defun pidx-search-tests-complete (table string)
  "What `completing-read' would show for STRING with TABLE."
  (let* ((metadata (completion-metadata string table nil))
         (all (completion-all-completions string table nil (length string) metadata))
         (end (last all))
         (base (or (cdr end) 0)))
    (when end (setcdr end nil))
    (list base (mapcar #'substring-no-properties all)
          (completion-try-completion string table nil (length string) metadata))))

(ert-deftest pidx-live-completes-words ()
  (let ((table (pidx-live--word-table pidx-test-index)))
    (pcase-let ((`(,base ,words ,_) (pidx-search-tests-complete table "강화 가우")))
      (should (= base 3))
      (should (member "가우시안" words)))
    (should (equal (nth 2 (pidx-search-tests-complete table "강화 zebracr"))
                   '("강화 zebracrossing" . 16)))
    (should (member "스플래팅" (nth 1 (pidx-search-tests-complete table "스플래ㅌ"))))
    (should-not (nth 1 (pidx-search-tests-complete table "가우시안 ")))
    (should-not (nth 1 (pidx-search-tests-complete table "")))))

(ert-deftest pidx-live-candidates-are-not-filtered ()
  (let* ((hits (make-hash-table :test #'equal))
         (table (pidx-live--hit-table pidx-test-index hits))
         (found (pidx-search-tests-complete table "스플래ㅌ")))
    (should (= (car found) 0))
    (should (equal (mapcar (lambda (candidate) (pidx-hit-place (gethash candidate hits) pidx-test-index))
                           (nth 1 found))
                   (pidx-test-places "스플래ㅌ" '(prefix_last . t))))
    (should (= (length (nth 1 found)) (length (delete-dups (copy-sequence (nth 1 found))))))
    (should-not (nth 1 (pidx-search-tests-complete table " ")))))

(ert-deftest pidx-live-annotates-candidates ()
  (let* ((hits (make-hash-table :test #'equal))
         (table (pidx-live--hit-table pidx-test-index hits))
         (all (nth 1 (pidx-search-tests-complete table "zebracross")))
         (metadata (completion-metadata "" table nil))
         (suffix (nth 2 (car (funcall (completion-metadata-get metadata 'affixation-function) all)))))
    (should (equal all '("넓은 글자")))
    (should (string-match-p "😀 마바사 zebracrossing 아자차  corpus/extra/넓은 글자.md:3" suffix))
    (should (equal (pidx-search-tests-faces suffix) '("zebracrossing")))
    (should (string-match-p "zebracrossing"
                            (funcall (completion-metadata-get metadata 'annotation-function) (car all))))))

;;;; xref

(ert-deftest pidx-xref-has-references-and-definitions ()
  (with-temp-buffer
    (insert "두루마리휴지")
    (goto-char (point-min))
    (let* ((xref-backend-functions '(pidx-xref-backend))
           (backend (xref-find-backend))
           (word (xref-backend-identifier-at-point backend))
           (item (car (xref-backend-references backend word)))
           (marker (xref-location-marker (xref-item-location item))))
      (should (equal word "두루마리휴지"))
      (with-current-buffer (marker-buffer marker)
        (goto-char marker)
        (should (looking-at-p (ucs-normalize-NFD-string word))))
      (should (equal (mapcar (lambda (item) (xref-location-group (xref-item-location item)))
                             (xref-backend-definitions backend "넓은 글자"))
                     (list (pidx-test-path "extra/넓은 글자.md"))))
      (should (> (length (xref-backend-apropos backend "강화 OR 증류")) 5))
      (should (member "zebracrossing"
                      (all-completions "zebracr" (xref-backend-identifier-completion-table backend)))))))

(provide 'pidx-search-tests)
;;; pidx-search-tests.el ends here
