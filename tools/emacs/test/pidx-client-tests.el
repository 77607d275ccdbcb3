;;; pidx-client-tests.el --- Tests of the connection  -*- lexical-binding: t; -*-

;;; Code:

(require 'json)
(require 'pidx-test-support)

(ert-deftest pidx-client-asks-the-daemon ()
  (let ((answer (pidx-client-call pidx-test-index '((op . "status")))))
    (should (equal (alist-get 'index (caar answer)) pidx-test-index))
    (should (eq (alist-get 'ok (cdr answer)) t))))

(ert-deftest pidx-client-keeps-one-connection ()
  (pidx-client-call pidx-test-index '((op . "ping")))
  (let ((connection (gethash pidx-test-index pidx-client--connections)))
    (pidx-client-call pidx-test-index '((op . "ping")))
    (should (eq connection (gethash pidx-test-index pidx-client--connections)))))

(ert-deftest pidx-client-reports-an-absent-daemon ()
  (pidx-test-with-runtime
    (let ((message (pidx-test-message (lambda () (pidx-search "증류")))))
      (should (string-match-p "\\`Pidx: no daemon: run `pidx serve --index .*/index', or set `pidx-auto-start'\\'"
                              message))
      (should-not (string-match-p "\n" message)))))

(ert-deftest pidx-client-reports-a-socket-without-a-daemon ()
  (pidx-test-with-runtime
    (let ((socket (pidx-daemon-socket pidx-test-index)))
      (make-directory (file-name-directory socket) t)
      (delete-process (make-network-process :name "dead" :server t :family 'local :service socket))
      (should (file-exists-p socket))
      (should (string-match-p "no daemon" (pidx-test-message (lambda () (pidx-search "증류"))))))))

(ert-deftest pidx-client-starts-a-daemon-if-it-may ()
  (pidx-test-with-runtime
    (let* ((pidx-auto-start t)
           (status (caar (pidx-client-call pidx-test-index '((op . "status")))))
           (pid (alist-get 'pid (alist-get 'server status))))
      (unwind-protect
          (should (pidx-test-places "증류"))
        (signal-process pid 'SIGTERM)
        (pidx-test-wait (lambda () (not (process-attributes pid))) "the end of the daemon")))))

(ert-deftest pidx-client-says-why-a-daemon-does-not-start ()
  (pidx-test-with-runtime
    (let* ((pidx-auto-start t)
           (pidx-index (expand-file-name "nowhere" pidx-test-scratch))
           (message (pidx-test-message (lambda () (pidx-search "증류")))))
      (should (string-match-p "\\`Pidx: the daemon does not start: .*nowhere.*pidx build" message))
      (should-not (string-match-p "\n" message)))))

(ert-deftest pidx-client-reports-a-missing-program ()
  (let ((pidx-program "/nowhere/pidx")
        (pidx-client--connections (make-hash-table :test #'equal)))
    (should (equal (pidx-test-message (lambda () (pidx-search "증류")))
                   "Pidx: no program `/nowhere/pidx': install pidx, or set `pidx-program' to its path"))))

(ert-deftest pidx-client-finds-the-nearest-index ()
  (let ((pidx-index nil)
        (default-directory (file-name-as-directory (pidx-test-path "papers/2023"))))
    (should (equal (pidx-daemon-index) pidx-test-index))
    (let ((default-directory "/"))
      (should (string-match-p "\\`Pidx: no index above /: run `pidx build FOLDER' there"
                              (pidx-test-message #'pidx-daemon-index))))))

(ert-deftest pidx-client-shows-errors-of-the-daemon ()
  (dolist (case '(((mode . "no such mode")) ((index . "no such index")) ((limit . 100000))))
    (let ((message (pidx-test-message
                    (lambda () (pidx-client-call pidx-test-index `((op . "query") (q . "증류") ,@case))))))
      (should (string-match-p "\\`Pidx: ." message))
      (should-not (string-match-p "\n" message))))
  (should (string-match-p "8,?192"
                          (pidx-test-message (lambda () (pidx-test-ask (make-string 9000 ?가))))))
  (should (pidx-test-ask "증류")))

(ert-deftest pidx-client-reports-text-that-is-not-unicode ()
  (should (string-match-p "not Unicode" (pidx-test-message (lambda () (pidx-test-ask "a\x3fffe9"))))))

(ert-deftest pidx-client-ends-each-request-once ()
  "Of 40 requests with one key the last is answered; each has one end."
  (let ((ends nil))
    (dotimes (number 40)
      (pidx-client-send pidx-test-index (pidx-hit-query "학습" 100 '(supersede . "test"))
                        (lambda (hits end) (push (list number (length hits) end) ends)))
      (when (= (% number 10) 9) (accept-process-output nil 0.01)))
    (pidx-test-wait (lambda () (>= (length ends) 40)) "40 ends")
    (pidx-client-call pidx-test-index '((op . "ping")))
    (should (= (length ends) 40))
    (dolist (end ends)
      (should (or (pidx-client-superseded-p (nth 2 end)) (> (nth 1 end) 0))))
    (should-not (pidx-client-failure (nth 2 (assq 39 ends))))))

(ert-deftest pidx-client-connects-again ()
  (pidx-test-with-runtime
    (let ((daemon (pidx-test-serve)))
      (pidx-client-call pidx-test-index '((op . "ping")))
      (pidx-test-stop daemon)
      (should (string-match-p "no daemon\\|went away" (pidx-test-message (lambda () (pidx-test-ask "증류")))))
      (setq daemon (pidx-test-serve))
      (should (pidx-test-ask "증류"))
      (pidx-test-stop daemon))))

(defun pidx-client-tests-reply (id &rest members)
  "A line with ID and MEMBERS, in bytes."
  (encode-coding-string (json-encode `((id . ,id) ,@members)) 'utf-8))

(ert-deftest pidx-client-puts-pieces-together ()
  "Lines come in pieces that end anywhere, also inside a syllable."
  (let* ((id (1+ pidx-client--last-id))
         (bytes (concat "junk\n[1]\n"
                        (pidx-client-tests-reply 0 '(t . "end")) "\n"
                        (pidx-client-tests-reply id '(t . "hit") '(text . "가우시안")) "\n"
                        (pidx-client-tests-reply id '(t . "news")) "\r\n"
                        (pidx-client-tests-reply id '(t . "end") '(ok . t)) "\n")))
    (pidx-test-with-server (list (mapcar #'unibyte-string bytes))
      (let ((answer (pidx-client-call pidx-test-index '((op . "query")))))
        (should (equal (alist-get 'text (caar answer)) "가우시안"))
        (should (= (length (car answer)) 2))))))

(ert-deftest pidx-client-reports-a-closed-connection ()
  (pidx-test-with-server (list nil)
    (should (string-match-p "went away"
                            (pidx-test-message
                             (lambda () (pidx-client-call pidx-test-index '((op . "ping")))))))))

(ert-deftest pidx-client-gives-up-after-a-while ()
  (let ((pidx-timeout 0.2))
    (pidx-test-with-server (list '(""))
      (should (string-match-p "no answer in 0.2 s"
                              (pidx-test-message
                               (lambda () (pidx-client-call pidx-test-index '((op . "ping"))))))))))

(defmacro pidx-client-tests-typing (key &rest body)
  "Whether KEY, which is typed a little later, interrupts BODY; nothing of it is lost."
  (declare (indent 1))
  `(let ((unread-command-events nil))
     (run-with-timer 0.1 nil (lambda () (push ,key unread-command-events)))
     (prog1 (eq t (while-no-input ,@body nil))
       (should-not quit-flag)
       (should (equal unread-command-events (list ,key))))))

(ert-deftest pidx-client-forgets-an-answer-that-input-interrupted ()
  (let ((id (1+ pidx-client--last-id)))
    (pidx-test-with-server
        (list '("") (list (pidx-client-tests-reply id '(t . "end") '(ok . t)) "\n"
                          (pidx-client-tests-reply (1+ id) '(t . "end") '(ok . t) '(gen . 7)) "\n"))
      (should (pidx-client-tests-typing ?a
                (pidx-client-call pidx-test-index '((op . "ping")))))
      (should (equal (alist-get 'gen (cdr (pidx-client-call pidx-test-index '((op . "ping"))))) 7)))))

(ert-deftest pidx-client-input-that-just-came-does-not-quit ()
  "As if a key had come right before, and Emacs had not seen it yet."
  (should (equal 'done (while-no-input
                         (let ((inhibit-quit t))
                           (setq quit-flag throw-on-input)
                           (pidx-daemon-keeping-input 'done))))))

(provide 'pidx-client-tests)
;;; pidx-client-tests.el ends here
