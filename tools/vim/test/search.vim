" :Pidx and what is around it, against the daemon at $PIDX_TEST/index.

" The places that `pidx query --vimgrep` prints, as another way to the same hits.
function! s:places(arguments) abort
  let command = [$PIDX, 'query', '--index', $PIDX_TEST . '/index', '--vimgrep'] + a:arguments
  let lines = systemlist(join(['cd', $PIDX_TEST, '&&'] + map(command, 'shellescape(v:val)')))
  return map(lines, '$PIDX_TEST . "/" . matchstr(v:val, "\\v^.{-}:\\d+:\\d+")')
endfunction

function! s:list() abort
  return map(getqflist(), 'fnamemodify(bufname(v:val.bufnr), ":p") . ":" . v:val.lnum . ":" . v:val.col')
endfunction

function! s:search(query) abort
  call setqflist([], 'f')
  execute 'Pidx' a:query
  call WaitFor({-> !empty(getqflist())})
  call assert_match('^pidx: \V' . escape(a:query, '\'), getqflist({'title': 1}).title)
endfunction

function! s:decomposed(jamo) abort
  return join(map(a:jamo, 'nr2char(v:val)'), '')
endfunction

" What stands at the cursor after going to the first hit.
function! s:at_cursor() abort
  cfirst
  return getline('.')[col('.') - 1:]
endfunction

function! Test_quickfix_has_the_hits_in_order() abort
  call s:search('가우시안 스플래팅')
  call assert_equal(s:places(['--limit', '100', '가우시안 스플래팅']), s:list())
  call assert_true(len(getqflist()) > 3)
endfunction

function! Test_quickfix_window_highlights_matches_behind_Hangul() abort
  call s:search('"지식 증류"')
  let pieces = Highlighted(getqflist({'qfbufnr': 1}).qfbufnr, 'PidxMatch')
  call assert_true(len(pieces) == len(getqflist()))
  call assert_equal(['지식 증류'], uniq(sort(pieces)))
endfunction

function! Test_jump_is_to_the_byte_of_the_match() abort
  for [query, start] in [['"지식 증류"', '지식 증류(knowledge'], ['TinyChat', 'TinyChat은 데스크톱']]
    call s:search(query)
    call assert_match('^\V' . start, s:at_cursor())
    call assert_true(col('.') > strchars(getline('.')[:col('.') - 2]) + 1, 'no Hangul before')
  endfor
endfunction

function! Test_jump_is_right_in_files_of_every_kind() abort
  for name in ['decomposed', 'bom', 'crlf', 'cp949']
    call s:search('path:' . name . ' 두루미')
    call assert_equal(1, len(getqflist()), name)
    let word = name ==# 'decomposed' ? s:decomposed([4355, 4462, 4357, 4462, 4358, 4469]) : '두루미'
    call assert_equal(0, stridx(s:at_cursor(), word), name)
    call assert_equal(3, line('.'), name)
  endfor
endfunction

function! Test_word_under_the_cursor() abort
  call setline(1, ['(LLM은) 가우시안-스플래팅', '  '])
  for [column, word] in [[2, 'LLM은'], [5, 'LLM은'], [8, ''], [10, '가우시안'], [23, '스플래팅']]
    call cursor(1, column)
    call assert_equal(word, pidx#word(), column)
  endfor
  let decomposed = s:decomposed([4361, 4467, 4369, 4467, 4527])
  call setline(2, '(' . decomposed . '!)')
  for column in [2, 5, len(decomposed)]
    call cursor(2, column)
    call assert_equal(decomposed, pidx#word())
  endfor
  call cursor(1, 10)
  PidxWord
  call WaitFor({-> !empty(getqflist())})
  call assert_equal(s:places(['--limit', '100', '가우시안']), s:list())
endfunction

function! Test_without_a_word_there_is_an_error() abort
  call setline(1, '   ')
  Pidx
  call assert_match('give a query', join(Messages()))
endfunction

function! Test_selection_keeps_the_register() abort
  call setline(1, ['이것은 지식', '증류 이다'])
  call setreg('"', 'kept')
  call cursor(1, 11)
  execute "normal! v\<Esc>"
  call setpos("'<", [0, 1, 11, 0])
  call setpos("'>", [0, 2, 4, 0])
  call assert_equal('지식 증류', pidx#selection())
  call assert_equal('kept', getreg('"'))
endfunction

function! Test_half_composed_and_decomposed_Hangul() abort
  call s:search('스플래팅')
  let composed = s:list()
  " 스플래팅 decomposed.
  call s:search(s:decomposed([4361, 4467, 4369, 4467, 4527, 4357, 4450, 4368, 4469, 4540]))
  call assert_equal(composed, s:list())
  for unfinished in ['스플래ㅌ', '스플래' . nr2char(0x1110)]
    call s:search(unfinished)
    call assert_equal(s:places(['--limit', '100', '--prefix-last', unfinished]), s:list())
    call assert_equal(0, stridx(s:at_cursor(), '스플래팅'))
  endfor
endfunction

function! Test_a_warning_of_the_daemon_is_shown() abort
  call s:search('"가우시안')
  call assert_match('^pidx: a quotation mark', join(Messages()))
endfunction

function! Test_nothing_found() abort
  Pidx qqqqzzzz
  call WaitFor({-> execute('messages') =~# 'nothing found'})
  call assert_equal(['pidx: nothing found for qqqqzzzz'], Messages())
  call assert_equal([], getqflist())
endfunction

function! Test_errors_of_the_daemon_are_one_line() abort
  execute 'Pidx' repeat('가', 3000)
  call WaitFor({-> execute('messages') =~# '8192'})
  call assert_equal(1, len(Messages()))
  call With({'query': {'mode': 'nonsense'}})
  Pidx 가우시안
  call WaitFor({-> execute('messages') =~# 'mode'})
  call assert_equal(1, len(Messages()))
endfunction

function! Test_settings_reach_the_query() abort
  call With({'limit': 3, 'query': {'sort': 'date'}})
  call s:search('학습')
  call assert_equal(s:places(['--limit', '3', '--sort', 'date', '학습']), s:list())
endfunction

function! Test_newer_queries_supersede_older_ones() abort
  let ends = []
  for number in range(30)
    let query = number == 29 ? '가우시안' : '학습 모델'
    call pidx#client#request(
          \ pidx#request#query(query, {'supersede': 'live'}), function('s:note_end', [ends, number]))
  endfor
  call WaitFor({-> len(ends) == 30})
  call assert_equal(range(30), sort(map(copy(ends), 'v:val[0]'), 'n'))
  for [number, end] in ends
    call assert_true(end.ok || number < 29 && end.error ==# 'cancelled', string(end))
  endfor
endfunction

function! s:note_end(ends, number, reply) abort
  call add(a:ends, [a:number, a:reply.end])
endfunction

function! Test_live_shows_hits_and_preview() abort
  PidxLive 지식 증ㄹ
  call WaitFor({-> !pidx#live#state().waiting})
  call WaitFor({-> s:preview() =~# '앙상블'})
  let hits = pidx#live#state().hits
  let expected = s:places(['--limit', '50', '--prefix-last', '지식 증ㄹ'])
  call assert_equal(expected, map(copy(hits), 'v:val.path . ":" . v:val.line . ":" . v:val.col'))
  let pieces = Highlighted(s:buffer('pidx-preview'), 'PidxMatch')
  call assert_equal(['증류', '지식', '지식'], sort(pieces))
endfunction

function! s:buffer(filetype) abort
  return filter(range(1, bufnr('$')), 'getbufvar(v:val, "&filetype") ==# a:filetype')[0]
endfunction

function! s:preview() abort
  return join(getbufline(s:buffer('pidx-preview'), 1, '$'), "\n")
endfunction

function! Test_live_previews_records() abort
  PidxLive path:records saturation
  call WaitFor({-> s:preview() =~# '문서에 질의 낱말이'})
  call assert_match('^BM25\n', s:preview())
endfunction

function! Test_live_to_quickfix_and_close() abort
  edit $PIDX_TEST/corpus/README.md
  let before = [winnr('$'), winlayout()[0]]
  PidxLive 가우시안
  call assert_equal(4, winnr('$'))
  call WaitFor({-> !pidx#live#state().waiting})
  call pidx#live#to_quickfix()
  call WaitFor({-> !empty(getqflist())})
  cclose
  call assert_equal(before, [winnr('$'), winlayout()[0]])
  call assert_equal({}, pidx#live#state())
endfunction

function! Test_live_windows_that_are_closed_by_hand() abort
  for name in ['list', 'preview', 'prompt']
    PidxLive 가우시안
    execute 'bwipeout!' s:buffer('pidx-' . name)
    if name !=# 'prompt'
      call WaitFor({-> !pidx#live#state().waiting})
      call assert_true(len(pidx#live#state().hits) > 3)
      call pidx#live#move(1)
      call assert_equal(2, pidx#live#state().selected)
      call pidx#live#close()
    endif
    call WaitFor({-> empty(pidx#live#state())})
    call assert_equal(1, winnr('$'), name)
  endfor
  call assert_equal([], Messages())
endfunction

function! Test_live_opened_again_stays() abort
  PidxLive 가우시안
  PidxLive 증류
  call WaitFor({-> !pidx#live#state().waiting})
  call assert_equal('증류', pidx#live#state().asked)
  call assert_equal(4, winnr('$'))
endfunction

function! Test_a_modified_buffer_is_not_lost() abort
  set nohidden
  call setline(1, 'not saved')
  PidxLive 가우시안
  call WaitFor({-> !pidx#live#state().waiting})
  call pidx#live#accept('edit')
  call assert_equal(2, winnr('$'))
  call assert_match('\.md$', bufname('%'))
  set hidden&
endfunction

function! Test_a_file_that_is_gone() abort
  call pidx#hit#jump({'path': '/nonexistent/file.md', 'line': 1, 'col': 1}, 'edit')
  call assert_match('nonexistent.*pidx build', join(Messages()))
endfunction

function! Test_help_has_every_command_mapping_and_setting() abort
  let help = $PIDX_TEST . '/doc'
  call mkdir(help, 'p')
  let plugin = globpath(&runtimepath, 'plugin/pidx.vim', 0, 1)[0]
  call writefile(readfile(fnamemodify(plugin, ':h:h') . '/doc/pidx.txt'), help . '/pidx.txt')
  execute 'helptags' help
  let tags = map(readfile(help . '/tags'), 'split(v:val, "\t")[0]')
  let names = map(pidx#config#names(), '"g:pidx_" . v:val') + ['pidx.txt']
  for line in readfile(plugin)
    let names += [matchstr(line, '^command!.\{-}\zsPidx\w*'), matchstr(line, '<Plug>\S*')]
  endfor
  call map(names, 'v:val =~# "^Pidx" ? ":" . v:val : v:val')
  call assert_equal([], filter(names, '!empty(v:val) && index(tags, v:val) < 0'))
endfunction
