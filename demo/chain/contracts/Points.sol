// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";

/// @title Points of one loyalty programme
/// @notice 18 decimals. The owner, which is the platform, creates them; holders move and burn their own.
contract Points is ERC20, ERC20Burnable, Ownable {
    constructor(string memory name_, string memory symbol_, address owner_) ERC20(name_, symbol_) Ownable(owner_) {}

    /// @notice Creates points.
    /// @param to who receives them
    /// @param amount in units of 10^-18
    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }
}
